package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.Ports;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.List;

/**
 * What the verbs share: the nodes, how many of them decide, and by which rules of time.
 *
 * @param voters all nodes, in order
 * @param quorum how many decide
 * @param nodeTimeout how long each may take
 * @param driftFactor by which clocks' rates may differ
 * @param clocks what the nodes' clocks show
 * @param ports time and randomness
 */
record Electorate(
    List<Voter> voters,
    Quorum quorum,
    NodeTimeout nodeTimeout,
    double driftFactor,
    ServerClocks clocks,
    Ports ports) {

  TimeSource time() {
    return ports.time();
  }

  String address(int node) {
    return voters.get(node).address();
  }

  Validity validity(Duration leaseTime) {
    return new Validity(leaseTime, driftFactor);
  }

  /** The least fencing token to ask for now. */
  long leastToken() {
    return clocks.leastToken(time().nanoTime());
  }

  /** Half to one and a half of that time. */
  Duration randomDelay(Duration around) {
    return Duration.ofNanos((long) (around.toNanos() * (0.5 + ports.entropy().nextDouble())));
  }
}
