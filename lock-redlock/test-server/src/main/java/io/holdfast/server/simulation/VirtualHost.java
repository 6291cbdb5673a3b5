package io.holdfast.server.simulation;

import io.holdfast.server.host.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Clocks that only {@link #advance} moves, timers that run when it passes them, randomness from a
 * seed, and files in memory. To be used by one thread.
 */
public final class VirtualHost implements Host {

  private record Timer(long dueNanos, long order, Runnable task) {}

  private static final long SOME_TIME_IN_2024 =
      Instant.parse("2024-05-06T07:08:09.123456Z").toEpochMilli();

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(Timer::dueNanos).thenComparingLong(Timer::order));
  private final RandomGenerator entropy;
  private final VirtualDisk disk = new VirtualDisk();
  private long nanos;
  private long wallMicrosAhead = SOME_TIME_IN_2024 * 1_000;
  private long orders;

  /** A world in which the seed decides what is left to chance. */
  public VirtualHost(long seed) {
    this.entropy = new SplittableRandom(seed);
  }

  @Override
  public VirtualDisk disk() {
    return disk;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public long wallMicros() {
    return wallMicrosAt(nanos);
  }

  @Override
  public long wallMicrosAt(long nanoTime) {
    return wallMicrosAhead + nanoTime / 1_000;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(nanos + delay.toNanos(), orders++, task));
  }

  /** Time passes at once, and the timers that are due then run afterwards, as on a busy thread. */
  @Override
  public void sleep(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public RandomGenerator entropy() {
    return entropy;
  }

  /** How many timers have not run yet. */
  public int pendingTimers() {
    return timers.size();
  }

  /** Lets time pass; each timer runs at the moment when it is due, those of one moment in order. */
  public void advance(Duration time) {
    long end = nanos + time.toNanos();
    for (Timer next = timers.peek(); next != null; next = timers.peek()) {
      if (next.dueNanos() > end) {
        break;
      }
      timers.remove();
      nanos = Math.max(nanos, next.dueNanos());
      next.task().run();
    }
    nanos = end;
  }

  /** Has the wall clock jump, forward or back, while no time passes. */
  public void jump(Duration by) {
    wallMicrosAhead += by.toNanos() / 1_000;
  }
}
