package io.holdfast.lock.redlock;

import io.holdfast.lock.redis.ServerFacts;
import java.time.Duration;

/**
 * How long the vote of a node that was started lately does not count.
 *
 * @param delayedRestart which nodes have to wait
 * @param longestLeaseTime longer than any lease of any client
 * @param driftFactor by which clocks' rates may differ
 */
record Quarantine(DelayedRestart delayedRestart, Duration longestLeaseTime, double driftFactor) {

  /** Redis counts its uptime in whole seconds of a wall clock, so it may be this much less. */
  private static final Duration UPTIME_ROUNDING = Duration.ofSeconds(1);

  /** Whether a decision needs to know about the server's disk. */
  boolean asksForPersistence() {
    return delayedRestart == DelayedRestart.EXCEPT_FSYNC_ALWAYS;
  }

  /** How long from the moment when the facts were heard; zero where the vote counts at once. */
  Duration after(ServerFacts facts) {
    boolean exempt =
        delayedRestart == DelayedRestart.NO_NODE
            || (asksForPersistence() && facts.syncsEveryWrite());
    if (exempt) {
      return Duration.ZERO;
    }
    Duration away =
        longestLeaseTime
            .plus(new Validity(longestLeaseTime, driftFactor).drift())
            .plus(UPTIME_ROUNDING)
            .minus(facts.uptime());
    return away.isNegative() ? Duration.ZERO : away;
  }
}
