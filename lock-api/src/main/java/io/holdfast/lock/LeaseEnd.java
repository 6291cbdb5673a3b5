package io.holdfast.lock;

/** How a {@link Lease} ended. */
public sealed interface LeaseEnd {

  /** Its holder gave it back. */
  record Released() implements LeaseEnd {}

  /**
   * It was lost.
   *
   * @param reason why
   */
  record Lost(LossReason reason) implements LeaseEnd {}
}
