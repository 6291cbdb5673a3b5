package io.holdfast.lock.testkit;

import io.holdfast.lock.spi.Ports;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Ports in virtual time, for one thread: nothing moves until {@link #advance}. */
public final class VirtualPorts implements Ports, TimeSource {

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final RandomGenerator entropy = new SplittableRandom(42);
  private long now = 1_000_000_000L;
  private long orders;
  private Runnable beforeCallbacks = () -> {};

  private record Event(long at, long order, Runnable task) {}

  /** Lets the time pass, and each task run at its moment. */
  public void advance(Duration time) {
    long until = now + time.toNanos();
    while (!events.isEmpty() && events.peek().at() <= until) {
      Event event = events.poll();
      now = Math.max(now, event.at());
      event.task().run();
    }
    now = until;
  }

  /** Lets the time pass as a stopped process sees it: all that was due runs late, at the end. */
  public void pause(Duration time) {
    now += time.toNanos();
  }

  /** From now on this runs before each callback. */
  public void beforeCallbacks(Runnable task) {
    beforeCallbacks = task;
  }

  /** How many tasks are still to run. */
  public int pending() {
    return events.size();
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    Event event = new Event(now + delay.toNanos(), orders++, task);
    events.add(event);
    return () -> events.remove(event);
  }

  @Override
  public TimeSource time() {
    return this;
  }

  @Override
  public Executor callbacks() {
    return task -> {
      beforeCallbacks.run();
      task.run();
    };
  }

  @Override
  public RandomGenerator entropy() {
    return entropy;
  }

  @Override
  public void close() {
    events.clear();
  }
}
