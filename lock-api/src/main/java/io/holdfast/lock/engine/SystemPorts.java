package io.holdfast.lock.engine;

import io.holdfast.lock.spi.Ports;
import io.holdfast.lock.spi.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The ports of a real process: {@link System#nanoTime()}, one timer thread, callback threads that
 * come and go, and {@link SecureRandom}. All threads are daemons, are named after the client, and
 * end on {@link #close()}.
 */
public final class SystemPorts implements Ports {

  private static final long IDLE_CALLBACK_SECONDS = 10;

  private final SystemTime time;
  private final ExecutorService callbacks;
  private final SecureRandom entropy = new SecureRandom();

  private SystemPorts(String name) {
    time = new SystemTime(daemons("holdfast-timer-" + name));
    callbacks =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_CALLBACK_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("holdfast-callback-" + name));
  }

  /**
   * Starts the threads.
   *
   * @param name stands in each thread's name
   */
  public static SystemPorts start(String name) {
    return new SystemPorts(name);
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public TimeSource time() {
    return time;
  }

  @Override
  public Executor callbacks() {
    return callbacks;
  }

  @Override
  public RandomGenerator entropy() {
    return entropy;
  }

  @Override
  public void close() {
    time.timers.shutdownNow();
    callbacks.shutdown(); // Lets what was promised to callers run to its end.
  }

  private static final class SystemTime implements TimeSource {

    private final ScheduledThreadPoolExecutor timers;

    SystemTime(ThreadFactory threads) {
      timers = new ScheduledThreadPoolExecutor(1, threads);
      timers.setRemoveOnCancelPolicy(true);
      timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      Future<?> pending = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> pending.cancel(false);
    }
  }
}
