package io.holdfast.lock.redlock;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the nodes' wall clocks show, as their answers tell: for a guess at a fencing token that no
 * node has reason to exceed.
 *
 * <p>A node gives the greatest of its counter plus one, its clock, and what it was asked for. If it
 * is asked for a little more than the fastest clock shows, all nodes give that same number, and no
 * second round is needed to make them agree. A wrong guess costs that round and nothing else.
 */
final class ServerClocks {

  private static final long UNKNOWN = Long.MIN_VALUE;

  /** The clocks go on while the question is under way. */
  private static final long AHEAD_MICROS = 5_000;

  private final AtomicLongArray aheadOfOursMicros;

  ServerClocks(int nodes) {
    aheadOfOursMicros = new AtomicLongArray(nodes);
    for (int node = 0; node < nodes; node++) {
      aheadOfOursMicros.set(node, UNKNOWN);
    }
  }

  /**
   * A node told its time.
   *
   * @param askedAt on this client's monotonic clock
   * @param serverMicros on the node's
   */
  void told(int node, long askedAt, long serverMicros) {
    aheadOfOursMicros.set(node, serverMicros - askedAt / 1_000);
  }

  /** The least fencing token to ask for; zero where nothing is known yet. */
  long leastToken(long now) {
    long ahead = UNKNOWN;
    for (int node = 0; node < aheadOfOursMicros.length(); node++) {
      ahead = Math.max(ahead, aheadOfOursMicros.get(node));
    }
    return ahead == UNKNOWN ? 0 : Math.max(0, ahead + now / 1_000 + AHEAD_MICROS);
  }
}
