package io.holdfast.lock.engine;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.ReleaseResult;
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
  private final ThreadHolds holds = new ThreadHolds();
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
    return new LeasingLock(engine, holds, LockName.required(name), options);
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    engine.closed = true;
    engine.queues.all().forEach(Acquisition::clientClosed);
    releaseAll();
    engine.alarms.close();
    engine.backend.close();
    engine.ports.close();
  }

  private void releaseAll() {
    List<CompletableFuture<ReleaseResult>> releases = new ArrayList<>();
    engine.live.forEach(lease -> releases.add(lease.release().toCompletableFuture()));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(releases.toArray(CompletableFuture[]::new));
    try {
      all.get(engine.backend.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Closed before every release was confirmed; those locks end by their lease time", e);
    }
  }
}
