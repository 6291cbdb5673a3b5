package io.holdfast.lock.engine;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The acquisitions of this client that wait, per lock name and in order: the first of each name
 * asks the backend, the others cost it nothing. A name that nobody waits for leaves nothing behind.
 */
final class LocalQueues {

  private final ConcurrentHashMap<String, ArrayDeque<Acquisition>> byName =
      new ConcurrentHashMap<>();

  /** Puts the acquisition last; says whether it is the first. */
  boolean enter(Acquisition acquisition) {
    boolean[] first = new boolean[1];
    byName.compute(
        acquisition.lockName(),
        (name, present) -> {
          ArrayDeque<Acquisition> queue = present == null ? new ArrayDeque<>(2) : present;
          first[0] = queue.isEmpty();
          queue.addLast(acquisition);
          return queue;
        });
    return first[0];
  }

  /** Takes the acquisition out; returns the one that thereby became first, if any did. */
  @Nullable Acquisition leave(Acquisition acquisition) {
    Acquisition[] next = new Acquisition[1];
    byName.computeIfPresent(
        acquisition.lockName(),
        (name, queue) -> {
          boolean wasFirst = queue.peekFirst() == acquisition;
          queue.remove(acquisition);
          next[0] = wasFirst ? queue.peekFirst() : null;
          return queue.isEmpty() ? null : queue;
        });
    return next[0];
  }

  /** The one that asks for all who wait for that lock; null where nobody does. */
  @Nullable Acquisition first(String lockName) {
    Acquisition[] first = new Acquisition[1];
    byName.computeIfPresent(
        lockName,
        (name, queue) -> {
          first[0] = queue.peekFirst();
          return queue;
        });
    return first[0];
  }
}
