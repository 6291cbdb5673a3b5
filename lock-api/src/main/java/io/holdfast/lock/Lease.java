package io.holdfast.lock;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The held right, bounded in time: what an acquisition returns and the caller closes.
 *
 * <p>A lease is valid until a deadline that this process computes for itself from its monotonic
 * clock: the moment <i>before</i> the last confirmed request was sent, plus the lease time, minus
 * the drift allowance. It needs no answer from anybody to pass, so a lease is never lost silently:
 * not when the backend is slow, restarted, failed over or unreachable. What a lease does not
 * promise is that nobody else comes in while this process is paused beyond the deadline, or its
 * machine suspended so that the monotonic clock stood still; the {@linkplain #fencingToken()
 * fencing token} is there for that.
 *
 * <p>Safe for use by any number of threads; owned by whoever has it, not by the thread that
 * acquired it.
 */
public interface Lease extends AutoCloseable {

  /** The name of the lock. */
  String lockName();

  /**
   * A number greater than that of every earlier grant of the same lock. Hand it to the resource
   * that the lock protects, which refuses a smaller one than it has seen. Zero where the client was
   * opened without fencing.
   */
  long fencingToken();

  /** Where the lease stands now, by this process's own clock. */
  LeaseState state();

  /** Whether the lease is valid now: {@link LeaseState#HELD} or {@link LeaseState#AT_RISK}. */
  default boolean isHeld() {
    return state().isLive();
  }

  /**
   * Throws unless the lease is valid now. Call it before each step that must not happen without the
   * lock.
   *
   * @throws LeaseLostException if the lease was lost
   * @throws IllegalStateException if the lease was released
   */
  void ensureHeld();

  /** How long the lease stays valid without another renewal; zero once it has ended. */
  Duration validity();

  /**
   * Has the action run once if the lease is lost, on a callback thread; at once if it already was.
   *
   * @param action is given what {@link #ensureHeld()} would throw
   * @return this lease
   */
  Lease onLost(Consumer<? super LeaseLostException> action);

  /** Completes, on a callback thread, when the lease has been released or lost. Never fails. */
  CompletionStage<LeaseEnd> ended();

  /**
   * Gives the lease back and tells what came of it. Waits at most one request timeout, is not
   * interruptible (an interrupt stays pending), and never throws. A release that could not be
   * confirmed is tried again in the background until the lease time has passed.
   */
  ReleaseResult release();

  /** As {@link #release()}, without blocking. The stage never fails. */
  CompletionStage<ReleaseResult> releaseAsync();

  /** {@linkplain #release() Releases} the lease; a body's exception is never masked. */
  @Override
  default void close() {
    release();
  }
}
