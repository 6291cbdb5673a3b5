package io.holdfast.lock.spi;

/**
 * Hears of a lock that somebody waits for. Each call is a hint: it may come late, twice or never,
 * and after the waiter gave up.
 */
public interface GrantListener {

  /** The lock was handed to the waiter. */
  void granted(AcquireReply.Granted grant);

  /** Something changed: it is worth asking again. */
  void askAgain();
}
