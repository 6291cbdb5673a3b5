package io.holdfast.lock;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A lock could not be acquired, or a lease could not be kept. The message says what to do next. */
public abstract sealed class LockException extends RuntimeException
    permits LockTimeoutException, LockUnavailableException, LeaseLostException {

  @Serial private static final long serialVersionUID = 1;

  private final String lockName;

  LockException(String lockName, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.lockName = lockName;
  }

  /** The name of the lock that this is about. */
  public final String lockName() {
    return lockName;
  }
}
