package io.holdfast.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;

/**
 * A mutual exclusion among all processes that use the same name: at most one {@link Lease} of it is
 * valid at a time, inside the bounds that the backend states.
 *
 * <p>Immutable and safe for use by any number of threads. A lease belongs to whoever has the
 * object, never to a thread: acquiring twice waits for the first lease, also on the same thread.
 * For reentrancy by thread see {@link #asLock()}.
 *
 * <p>Each acquisition has <b>one</b> deadline, the wait time, for everything it does: connecting,
 * asking, retrying and waiting. "Held by another" and "nobody could be asked" are different
 * exceptions.
 */
public interface DistributedLock {

  /** The name that was asked for. */
  String name();

  /**
   * Waits for the lock as long as the options' wait time allows.
   *
   * @return the lease, to be closed by the caller
   * @throws LockTimeoutException if another owner still held the lock when the time was up
   * @throws LockUnavailableException if the backend could not be asked, or refused to serve locks
   * @throws InterruptedException if the thread is interrupted first; then nothing is held
   * @throws IllegalStateException if the client is closed
   */
  Lease acquire() throws InterruptedException;

  /**
   * Asks once and does not wait for the holder.
   *
   * @return the lease, or empty if another owner holds the lock
   * @throws LockUnavailableException if the backend gave no answer within its request timeout
   * @throws InterruptedException if the thread is interrupted first; then nothing is held
   */
  default Optional<Lease> tryAcquire() throws InterruptedException {
    return tryAcquire(Duration.ZERO);
  }

  /**
   * Waits for the lock, at most for the given time instead of the options' wait time.
   *
   * @param waitTime 0 to 365 days; with zero it asks once
   * @return the lease, or empty if another owner still held the lock when the time was up
   * @throws LockUnavailableException if the backend could not be asked
   * @throws InterruptedException if the thread is interrupted first; then nothing is held
   */
  Optional<Lease> tryAcquire(Duration waitTime) throws InterruptedException;

  /**
   * As {@link #acquire()}, without blocking. The stage fails with the exceptions named there, and
   * completes on the client's callback threads, so what depends on it may block. Ending its
   * {@linkplain CompletionStage#toCompletableFuture() future} first, by cancelling it or by a
   * time-out of its own, gives the acquisition up; a grant that was on its way is released.
   */
  CompletionStage<Lease> acquireAsync();

  /**
   * As {@link #tryAcquire(Duration)}, without blocking; for the stage see {@link #acquireAsync()}.
   *
   * @param waitTime 0 to 365 days; with zero it asks once
   */
  CompletionStage<Optional<Lease>> tryAcquireAsync(Duration waitTime);

  /**
   * Runs the action while the lock is held, and releases it however the action ends.
   *
   * @param action what to do; it is given the lease
   * @param <E> what the action may throw
   * @throws E what the action throws, never replaced by a failure to release
   * @throws InterruptedException if the thread is interrupted while it waits for the lock
   */
  default <E extends Exception> void withLease(LeaseAction<E> action)
      throws E, InterruptedException {
    try (Lease lease = acquire()) {
      action.run(lease);
    }
  }

  /**
   * As {@link #withLease}, for an action with a result.
   *
   * @param function what to do; it is given the lease
   * @param <T> the type of the result
   * @param <E> what the function may throw
   * @return the function's result
   * @throws E what the function throws, never replaced by a failure to release
   * @throws InterruptedException if the thread is interrupted while it waits for the lock
   */
  default <T, E extends Exception> T callWithLease(LeaseFunction<T, E> function)
      throws E, InterruptedException {
    try (Lease lease = acquire()) {
      return function.apply(lease);
    }
  }

  /**
   * A reentrant view for code that knows only {@link Lock}. A thread's nested holds are counted in
   * this JVM and ask nobody; all views of one client and name share the count. {@code lock()} waits
   * without end for another owner, and throws {@link LockUnavailableException} where the backend
   * refuses to serve locks or could not be asked for an hour. {@code unlock()} by a thread that
   * holds nothing throws {@link IllegalMonitorStateException}, and conditions are not supported. A
   * lease lost meanwhile is logged at {@code unlock()}, which does not throw for it; a nested
   * {@code lock()} does. What a thread holds that ends without unlocking is logged, and ends with
   * its lease time.
   */
  Lock asLock();

  /**
   * An action under a lease.
   *
   * @param <E> what it may throw
   */
  @FunctionalInterface
  interface LeaseAction<E extends Exception> {

    /**
     * Does the work.
     *
     * @param lease the lease that is held meanwhile
     * @throws E if the work fails
     */
    void run(Lease lease) throws E;
  }

  /**
   * A function under a lease.
   *
   * @param <T> the type of its result
   * @param <E> what it may throw
   */
  @FunctionalInterface
  interface LeaseFunction<T, E extends Exception> {

    /**
     * Does the work.
     *
     * @param lease the lease that is held meanwhile
     * @return the result
     * @throws E if the work fails
     */
    T apply(Lease lease) throws E;
  }
}
