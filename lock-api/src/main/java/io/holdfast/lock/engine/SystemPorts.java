package io.holdfast.lock.engine;

import io.holdfast.lock.spi.Ports;
import io.holdfast.lock.spi.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of a real process: {@link System#nanoTime()}, one timer thread, callback threads that
 * come and go, and {@link SecureRandom}. All threads are daemons, are named after the client, and
 * end on {@link #close()}.
 */
public final class SystemPorts implements Ports {

  private static final Logger LOG = LoggerFactory.getLogger(SystemPorts.class);
  private static final long IDLE_CALLBACK_SECONDS = 10;

  /**
   * Callbacks that run at once; more of them wait their turn, so that ten thousand grants in one
   * moment are no ten thousand threads. One that waits for another stage does not count: the pool
   * makes up for it.
   */
  private static final int CALLBACKS_AT_ONCE = 64;

  private static final int MOST_CALLBACK_THREADS = 256;

  private final SystemTime time;
  private final ExecutorService callbacks;
  private final SecureRandom entropy = new SecureRandom();

  private SystemPorts(String name) {
    time = new SystemTime(daemons("holdfast-timer-" + name));
    callbacks =
        new ForkJoinPool(
            CALLBACKS_AT_ONCE,
            workers("holdfast-callback-" + name),
            (thread, failure) -> LOG.error("A callback failed in {}", thread.getName(), failure),
            true,
            0,
            MOST_CALLBACK_THREADS,
            1,
            saturated -> true,
            IDLE_CALLBACK_SECONDS,
            TimeUnit.SECONDS);
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

  /** Callers' code finds its own classes, as it does on the thread that made the client. */
  private static ForkJoinPool.ForkJoinWorkerThreadFactory workers(String name) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    AtomicInteger count = new AtomicInteger();
    return pool -> {
      ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
      thread.setName(name + "-" + count.incrementAndGet());
      thread.setContextClassLoader(classes);
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
