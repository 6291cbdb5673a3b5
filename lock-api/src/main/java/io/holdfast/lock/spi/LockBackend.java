package io.holdfast.lock.spi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The place where locks live, asked one question at a time. The engine does the rest: waiting,
 * retrying, renewing, deadlines and the lease's state.
 *
 * <p>What an implementation promises:
 *
 * <ul>
 *   <li>no method blocks, and every stage completes within about {@link #requestTimeout()};
 *   <li>each question may be asked again with the same token and then has the same effect as once,
 *       because the engine cannot know what became of a question whose answer was lost;
 *   <li>trouble is a stage that fails with {@link BackendException}; an answer is a value.
 * </ul>
 *
 * <p>Called by many threads at once.
 */
public interface LockBackend extends AutoCloseable {

  /** Where this is, for messages: addresses, never credentials. */
  String description();

  /** How long one question may take. */
  Duration requestTimeout();

  /**
   * The part of a lease time that is given away for clocks of different rates: by default one
   * percent and two milliseconds, as the RedLock specification has it.
   *
   * @param leaseTime the lease time in question
   */
  default Duration drift(Duration leaseTime) {
    return leaseTime.dividedBy(100).plusMillis(2);
  }

  /**
   * Asks for the lock once. Where the lock is taken and the key's wait time is not zero, the asker
   * may be queued, and its listener be told of what happens, until the key is released.
   *
   * @param key who asks for which lock
   * @param listener hears of the lock while the asker is queued; never called under a lock
   * @return {@link AcquireReply.Granted} or {@link AcquireReply.Taken}
   */
  CompletionStage<AcquireReply> acquire(LeaseKey key, GrantListener listener);

  /**
   * Gives a grant back if the key still has it, and forgets a waiter of that token.
   *
   * @param key the grant, or the acquisition that was given up
   */
  CompletionStage<ReleaseReply> release(LeaseKey key);

  /**
   * Renews many leases at once, each for itself: trouble with one is its own reply.
   *
   * @param renewals at least one
   * @return a reply to each, in the same order
   */
  CompletionStage<List<RenewalReply>> renew(List<Renewal> renewals);

  /** How many renewals one call of {@link #renew} takes at the most. */
  default int renewalBatchSize() {
    return 100;
  }

  /** Ends connections and threads that the backend opened. */
  @Override
  void close();
}
