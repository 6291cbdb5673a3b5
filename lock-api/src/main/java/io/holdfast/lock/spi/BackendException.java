package io.holdfast.lock.spi;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The backend could not answer. The message names the node and says what to do. */
public final class BackendException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final boolean retryable;

  private BackendException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Trouble that may pass: no connection, no answer in time, a server that is starting. */
  public static BackendException passing(String message, @Nullable Throwable cause) {
    return new BackendException(message, true, cause);
  }

  /** Trouble that needs somebody's hand: wrong password, a key of another type. */
  public static BackendException lasting(String message, @Nullable Throwable cause) {
    return new BackendException(message, false, cause);
  }

  /** Whether the same question is worth asking again. */
  public boolean isRetryable() {
    return retryable;
  }
}
