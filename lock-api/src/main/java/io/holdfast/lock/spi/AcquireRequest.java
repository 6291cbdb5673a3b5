package io.holdfast.lock.spi;

import java.time.Duration;

/**
 * One question for a lock.
 *
 * @param key who asks for which lock
 * @param leaseTime how long the grant lasts without renewal; whole milliseconds
 * @param waitTime how long the asker is ready to wait, so that it may be queued; zero where it is
 *     not to be queued
 * @param listener hears of the lock while the asker is queued; never called under a lock, and
 *     possibly after the asker gave up
 */
public record AcquireRequest(
    LeaseKey key, Duration leaseTime, Duration waitTime, Listener listener) {

  /** Hears of a lock that its asker waits for. Each call is a hint that may come late or never. */
  public interface Listener {

    /** The lock was handed to the asker. */
    void granted(AcquireReply.Granted grant);

    /** Something changed: it is worth asking again. */
    void askAgain();
  }
}
