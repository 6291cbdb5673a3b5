package io.holdfast.lock.engine;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock client over any backend: keeps leases alive, queues waiters, and ends them all. */
public final class LeasingClient implements LockClient {

  private static final Logger LOG = LoggerFactory.getLogger(LeasingClient.class);

  private final Engine engine;
  private final LockOptions defaults;
  private final AtomicBoolean closing = new AtomicBoolean();

  private LeasingClient(Engine engine, LockOptions defaults) {
    this.engine = engine;
    this.defaults = defaults;
  }

  /**
   * A client over that backend. It owns the backend and the ports, and closes both.
   *
   * @param backend where locks live
   * @param defaults what {@link #lock(String)} asks for
   * @param ports time, threads and randomness
   */
  public static LeasingClient over(LockBackend backend, LockOptions defaults, Ports ports) {
    return new LeasingClient(new Engine(backend, ports), defaults);
  }

  @Override
  public DistributedLock lock(String name) {
    return lock(name, defaults);
  }

  @Override
  public DistributedLock lock(String name, LockOptions options) {
    return new LeasingLock(engine, LockName.required(name), options);
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    engine.closed = true;
    engine.acquiring.forEach(Acquisition::clientClosed);
    try {
      releaseAll();
    } finally {
      engine.alarms.close();
      closeInTurn(engine.backend, engine.ports);
    }
  }

  private static void closeInTurn(LockBackend backend, Ports ports) {
    try {
      backend.close();
    } finally {
      ports.close();
    }
  }

  private void releaseAll() {
    List<CompletableFuture<?>> releases = new ArrayList<>();
    engine.live.forEach(lease -> releases.add(lease.release().toCompletableFuture()));
    long deadline = engine.now() + engine.backend.requestTimeout().toNanos();
    // What could not be confirmed by a lease's own release is under way once more by then.
    if (!await(releases, deadline) || !await(engine.cleanup.underWay(), deadline)) {
      LOG.warn(
          "Closed before every release was confirmed at {}; those locks end by their lease time",
          engine.backend.description());
    }
  }

  private boolean await(List<? extends CompletableFuture<?>> releases, long deadline) {
    try {
      CompletableFuture.allOf(releases.toArray(CompletableFuture[]::new))
          .get(deadline - engine.now(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
