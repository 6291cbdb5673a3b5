package io.holdfast.lock.spi;

/** The answer to a {@link Renewal}. */
public enum RenewalReply {
  /** The key has this token and the new lease time. */
  RENEWED,
  /** The key has another token. */
  NOT_OWNER,
  /** There is no such key. */
  GONE,
  /** This one could not be asked about; worth another try. */
  FAILED
}
