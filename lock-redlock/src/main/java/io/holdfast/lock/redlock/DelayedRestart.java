package io.holdfast.lock.redlock;

/**
 * Which nodes have to wait after a restart before their votes count.
 *
 * <p>A node that restarted may have forgotten the locks that it had granted. Until the longest
 * lease time has passed since, some of them may still be held, and a vote that knows nothing of
 * them could complete a second majority. ("Performance, crash recovery and fsync" in <a
 * href="https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/">Distributed Locks
 * with Redis</a> asks operators to keep a restarted node away for that long; here the client does.)
 */
public enum DelayedRestart {
  /** Every node waits. */
  EVERY_NODE,
  /**
   * Nodes with {@code appendonly yes} and {@code appendfsync always} do not wait: what they granted
   * was on their disk before. Their users need {@code CONFIG GET}.
   */
  EXCEPT_FSYNC_ALWAYS,
  /**
   * No node waits. Two owners are possible after each restart; for tests, and for masters that are
   * kept away after a restart by other means.
   */
  NO_NODE
}
