package io.holdfast.lock.engine;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.Ports;

/** The lock client over any backend: keeps leases alive, queues waiters, and ends them all. */
public final class LeasingClient implements LockClient {

  private LeasingClient() {}

  /**
   * A client over that backend. It owns the backend and the ports, and closes both.
   *
   * @param backend where locks live
   * @param defaults what {@link #lock(String)} asks for
   * @param ports time, threads and randomness
   */
  public static LeasingClient over(LockBackend backend, LockOptions defaults, Ports ports) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DistributedLock lock(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DistributedLock lock(String name, LockOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
