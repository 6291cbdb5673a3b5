package io.holdfast.lock;

import java.io.Serial;

/**
 * The backend could not be asked for the lock, or refused to serve it. Nothing is known of who
 * holds the lock; this caller does not.
 */
public final class LockUnavailableException extends LockException {

  @Serial private static final long serialVersionUID = 1;

  /**
   * Describes a backend that did not serve.
   *
   * @param lockName the lock
   * @param backend where it was asked for, without credentials
   * @param cause what the last attempt ended with
   */
  public LockUnavailableException(String lockName, String backend, Throwable cause) {
    super(
        lockName,
        "Lock '%s' could not be asked for at %s: %s"
            .formatted(lockName, backend, cause.getMessage()),
        cause);
  }
}
