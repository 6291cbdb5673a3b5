package io.holdfast.lock.spi;

import java.time.Duration;

/** The answer to the question for a lock. */
public sealed interface AcquireReply {

  /**
   * The asker has the lock.
   *
   * @param fencingToken greater than that of every earlier grant of the lock
   * @param validFromNanos a moment on the engine's monotonic clock before which the grant cannot
   *     have been made: the lease time counts from there
   */
  record Granted(long fencingToken, long validFromNanos) implements AcquireReply {}

  /**
   * Another owner has it.
   *
   * @param retryAfter when the present grant ends if nobody renews it; zero where that is not known
   */
  record Taken(Duration retryAfter) implements AcquireReply {}
}
