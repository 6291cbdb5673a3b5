package io.holdfast.lock.spi;

import java.time.Duration;

/** Time as the engine sees it: a monotonic clock and a way to be called later. */
public interface TimeSource {

  /** Nanoseconds of a clock that never goes back; as {@link System#nanoTime()} counts them. */
  long nanoTime();

  /**
   * Runs the task once, not before the delay has passed.
   *
   * @param delay zero or more
   * @param task must not block
   * @return takes the task back if it has not begun
   */
  Cancellable schedule(Duration delay, Runnable task);

  /** Something that can be taken back. */
  interface Cancellable {

    /** Takes it back; does nothing if it is too late. */
    void cancel();
  }
}
