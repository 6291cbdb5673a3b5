package io.holdfast.server.engine;

import io.holdfast.server.host.Host;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * Actions at given times, most of which are called off before: the host has a timer for the next
 * one only, and whatever is called off is forgotten at once.
 */
final class Deadlines {

  /** An action and its time; those of one time in the order in which they came. */
  record Deadline(long dueNanos, long order, Runnable action) {}

  private final Host host;
  private final TreeSet<Deadline> pending =
      new TreeSet<>(
          Comparator.comparingLong(Deadline::dueNanos).thenComparingLong(Deadline::order));
  private long orders;
  private boolean armed;
  private long timerNanos;

  Deadlines(Host host) {
    this.host = host;
  }

  /** Has the action run when the time has passed. */
  Deadline after(Duration delay, Runnable action) {
    Deadline deadline = new Deadline(host.nanoTime() + delay.toNanos(), orders++, action);
    pending.add(deadline);
    if (!armed || deadline.dueNanos() < timerNanos) {
      arm(deadline.dueNanos());
    }
    return deadline;
  }

  /** Has the action not run. */
  void cancel(Deadline deadline) {
    pending.remove(deadline);
  }

  private void arm(long dueNanos) {
    armed = true;
    timerNanos = dueNanos;
    host.after(Duration.ofNanos(Math.max(0, dueNanos - host.nanoTime())), () -> fire(dueNanos));
  }

  private void fire(long dueNanos) {
    if (!armed || dueNanos != timerNanos) {
      return; // A timer for an earlier time was set after this one.
    }
    armed = false;
    while (!pending.isEmpty() && pending.first().dueNanos() <= host.nanoTime()) {
      pending.pollFirst().action().run();
    }
    if (!armed && !pending.isEmpty()) {
      arm(pending.first().dueNanos());
    }
  }
}
