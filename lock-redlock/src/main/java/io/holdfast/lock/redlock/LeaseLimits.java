package io.holdfast.lock.redlock;

import java.time.Duration;

/**
 * Which lease times a quorum can keep: long enough for two rounds of silent nodes and the drift,
 * and not longer than restarted nodes are kept away for.
 *
 * @param nodeTimeout how long one node may take
 * @param driftFactor by which clocks' rates may differ
 * @param longest no client asks for more
 */
record LeaseLimits(NodeTimeout nodeTimeout, double driftFactor, Duration longest) {

  /** Refuses a lease time in one sentence. */
  void check(Duration leaseTime) {
    if (leaseTime.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "leaseTime must be at most the longestLeaseTime of %s, was %s"
              .formatted(longest, leaseTime));
    }
    nodeTimeout.requireRoomIn(leaseTime);
    if (new Validity(leaseTime, driftFactor).leftNanos(0, 0) <= 0) {
      throw new IllegalArgumentException(
          "leaseTime must be longer than its drift allowance, was " + leaseTime);
    }
  }
}
