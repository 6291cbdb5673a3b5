package io.holdfast.lock.redlock;

/**
 * How many of the nodes decide. Any two quorums of the same nodes share at least one node, which is
 * what the whole algorithm rests on.
 *
 * @param nodes how many there are; odd, because one more node to an odd number makes a quorum
 *     larger and tolerates no more failures
 */
record Quorum(int nodes) {

  private static final int FEWEST_NODES = 3;

  Quorum {
    if (nodes < FEWEST_NODES || nodes % 2 == 0) {
      throw new IllegalArgumentException(
          "nodes must be an odd number of at least %d independent masters, were %d"
              .formatted(FEWEST_NODES, nodes));
    }
  }

  /** Half of the nodes, rounded down, plus one. */
  int size() {
    return nodes / 2 + 1;
  }

  /** Whether so many nodes are enough to act. */
  boolean isReachedBy(int count) {
    return count >= size();
  }

  /** Whether a quorum is out of reach without so many nodes. */
  boolean isLostWithout(int count) {
    return nodes - count < size();
  }
}
