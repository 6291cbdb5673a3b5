package io.holdfast.lock;

import java.io.Serial;

/**
 * A lease can no longer be proven. Stop the protected work: another owner may have begun it. What
 * was written with the lease's fencing token before stays valid; what comes later is to be refused.
 */
public final class LeaseLostException extends LockException {

  @Serial private static final long serialVersionUID = 1;

  private final LossReason reason;
  private final long fencingToken;

  /**
   * Describes a lost lease.
   *
   * @param lockName the lock
   * @param reason why the lease was lost
   * @param fencingToken the lease's fencing token
   * @param backend where the lock lives, without credentials
   */
  public LeaseLostException(String lockName, LossReason reason, long fencingToken, String backend) {
    super(
        lockName,
        "The lease on lock '%s' (fencing token %d, at %s) was lost because %s. Stop the work."
            .formatted(lockName, fencingToken, backend, reason.inWords()),
        null);
    this.reason = reason;
    this.fencingToken = fencingToken;
  }

  /** Why the lease was lost. */
  public LossReason reason() {
    return reason;
  }

  /** The fencing token that the lease carried. */
  public long fencingToken() {
    return fencingToken;
  }
}
