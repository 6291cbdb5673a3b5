package io.holdfast.lock;

/** What came of a {@link Lease#release()}. */
public enum ReleaseResult {
  /** The lock was this lease's and has been freed, or handed to the next waiter. */
  RELEASED,
  /** The lease had been released before; nothing was done. */
  ALREADY_RELEASED,
  /** The lease had run out before it was released; nobody else was harmed by that release. */
  EXPIRED,
  /** Another owner has the lock; it was left untouched. */
  NOT_OWNER,
  /**
   * The backend did not confirm in time. The release is tried again in the background; at the
   * latest the lock is free when its lease time has passed.
   */
  UNCONFIRMED
}
