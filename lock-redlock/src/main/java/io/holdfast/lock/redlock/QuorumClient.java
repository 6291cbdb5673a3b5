package io.holdfast.lock.redlock;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;

/** The engine's client, with the quorum's status, and its limits on what may be asked for. */
final class QuorumClient implements RedLockClient {

  private final LockClient locks;
  private final QuorumBackend backend;
  private final LeaseLimits limits;

  QuorumClient(LockClient locks, QuorumBackend backend, LeaseLimits limits) {
    this.locks = locks;
    this.backend = backend;
    this.limits = limits;
  }

  @Override
  public DistributedLock lock(String name) {
    return locks.lock(name);
  }

  @Override
  public DistributedLock lock(String name, LockOptions options) {
    limits.check(options.leaseTime());
    return locks.lock(name, options);
  }

  @Override
  public QuorumStatus status() {
    return backend.status();
  }

  @Override
  public void close() {
    locks.close();
  }
}
