package io.holdfast.server.tcp;

import io.holdfast.server.host.Disk;
import io.holdfast.server.host.Host;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Clocks, timers and randomness of a server that runs in real time. The clock can be set forward,
 * which is how a test lets keys expire without waiting.
 */
final class TcpHost implements Host {

  private record Timer(long dueNanos, long order, Runnable task) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.<Timer>comparingLong(Timer::dueNanos).thenComparingLong(Timer::order));
  private final RandomGenerator entropy = new SplittableRandom(new SecureRandom().nextLong());
  // The wall clock's reading is derived from the monotonic one, so that both move together.
  private final long wallMicrosAtStart = WallClock.millis() * 1_000;
  private final long nanosAtStart = System.nanoTime();
  private final Disk disk = new FileDisk();
  private final Runnable poll;
  private final BooleanSupplier ending;
  private long advancedNanos;
  private long orders;

  TcpHost(Runnable poll, BooleanSupplier ending) {
    this.poll = poll;
    this.ending = ending;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() + advancedNanos;
  }

  @Override
  public long wallMicros() {
    return wallMicrosAt(nanoTime());
  }

  @Override
  public long wallMicrosAt(long nanoTime) {
    return wallMicrosAtStart + (nanoTime - nanosAtStart) / 1_000;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(nanoTime() + delay.toNanos(), orders++, task));
  }

  @Override
  public void sleep(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        return;
      }
    }
  }

  @Override
  public RandomGenerator entropy() {
    return entropy;
  }

  @Override
  public Disk disk() {
    return disk;
  }

  @Override
  public boolean isEnding() {
    return ending.getAsBoolean();
  }

  @Override
  public void pollWhileBusy() {
    poll.run();
  }

  @Override
  public boolean lendStack(long bytes, Runnable body) {
    Thread thread = new Thread(null, body, "holdfast-server-script", bytes);
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  /** Sets both clocks forward. */
  void advance(Duration time) {
    advancedNanos += time.toNanos();
  }

  /** How long until the next timer is due: zero if one is, negative if there is none. */
  long nanosToNextTimer() {
    Timer next = timers.peek();
    return next == null ? -1 : Math.max(0, next.dueNanos() - nanoTime());
  }

  /** Runs all timers that are due. */
  void runDueTimers() {
    while (true) {
      Timer next = timers.peek();
      if (next == null || next.dueNanos() - nanoTime() > 0) {
        return;
      }
      timers.remove();
      next.task().run();
    }
  }
}
