package io.holdfast.server.values;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes Redis's radix tree of ids has: a leaf for each id, a node for each place where ids
 * part, and a node for each run of bytes between those that is longer than the edge's own byte.
 */
final class RadixTree {

  private static final int ID_BYTES = 16;

  private RadixTree() {}

  /** The number of nodes where those ids, in ascending order, are the keys. */
  static int nodes(Collection<StreamId> ids) {
    if (ids.isEmpty()) {
      return 1;
    }
    int[] forks = new int[ID_BYTES]; // The depths of the open forks, the root's first.
    int open = 0;
    int nodes = 0;
    @Nullable StreamId before = null;
    for (StreamId id : ids) {
      if (before != null) {
        int shared = sharedBytes(before, id);
        int child = ID_BYTES;
        while (open > 0 && forks[open - 1] > shared) {
          nodes += 1 + run(forks[open - 1], child);
          child = forks[--open];
        }
        if (open > 0 && forks[open - 1] == shared) {
          nodes += run(shared, child);
        } else {
          forks[open++] = shared;
          nodes += run(shared, child);
        }
      }
      nodes++; // The leaf.
      before = id;
    }
    int child = ID_BYTES;
    while (open > 0) {
      nodes += 1 + run(forks[open - 1], child);
      child = forks[--open];
    }
    return nodes + (child > 0 ? 1 : 0);
  }

  /** Whether there are bytes between a fork, whose edge has one, and what hangs on it. */
  private static int run(int fork, int child) {
    return child - fork > 1 ? 1 : 0;
  }

  private static int sharedBytes(StreamId one, StreamId other) {
    int shared = 0;
    while (shared < ID_BYTES && one.byteAt(shared) == other.byteAt(shared)) {
      shared++;
    }
    return shared;
  }
}
