package io.holdfast.lock;

import java.io.Serial;
import java.time.Duration;

/** The lock was still held by another owner when the time to wait for it was up. */
public final class LockTimeoutException extends LockException {

  @Serial private static final long serialVersionUID = 1;

  private final Duration waitTime;

  /**
   * Describes a wait that was in vain.
   *
   * @param lockName the lock
   * @param waitTime how long it was waited for
   * @param backend where it was asked for, without credentials
   */
  public LockTimeoutException(String lockName, Duration waitTime, String backend) {
    super(
        lockName,
        "Lock '%s' is held by another owner: waited %s at %s. Wait longer, or look for the holder."
            .formatted(lockName, waitTime, backend),
        null);
    this.waitTime = waitTime;
  }

  /** How long the lock was waited for. */
  public Duration waitTime() {
    return waitTime;
  }
}
