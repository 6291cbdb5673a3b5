package io.holdfast.lock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.testkit.MemoryBackend;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client in virtual time over a store that a second connection can look at. */
final class EngineFixture {

  static final String NAME = "job";
  static final Duration LEASE_TIME = Duration.ofSeconds(30);

  final VirtualPorts ports = new VirtualPorts();
  final MemoryBackend.Store store = new MemoryBackend.Store(ports);
  final MemoryBackend backend = new MemoryBackend(store);
  final LeasingClient client = LeasingClient.over(backend, LockOptions.defaults(), ports);

  /** Another process with a working connection. */
  final LeasingClient other =
      LeasingClient.over(new MemoryBackend(store), LockOptions.defaults(), ports);

  Lease acquire() {
    return acquire(LockOptions.defaults());
  }

  Lease acquire(LockOptions options) {
    return granted(acquireAsync(options));
  }

  CompletableFuture<Lease> acquireAsync(LockOptions options) {
    return client.lock(NAME, options).acquireAsync().toCompletableFuture();
  }

  Lease acquireByOther() {
    return granted(other.lock(NAME).acquireAsync().toCompletableFuture());
  }

  /** In virtual time nothing comes later by itself, so there is nothing to wait for. */
  private static Lease granted(CompletableFuture<Lease> acquisition) {
    assertThat(acquisition).isCompleted();
    return acquisition.join();
  }
}
