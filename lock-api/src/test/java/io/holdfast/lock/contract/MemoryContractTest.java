package io.holdfast.lock.contract;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import io.holdfast.lock.engine.SystemPorts;
import io.holdfast.lock.testkit.MemoryBackend;

/** The contract on the engine alone, in real time and with real threads. */
class MemoryContractTest extends LockContractTest {

  private final SystemPorts clock = SystemPorts.start("store");
  private final MemoryBackend.Store store = new MemoryBackend.Store(clock.time());

  @Override
  protected LockClient newClient() {
    return LeasingClient.over(
        new MemoryBackend(store), LockOptions.defaults(), SystemPorts.start("contract"));
  }

  @Override
  protected void deleteLock(String lockName) {
    store.delete(lockName);
  }
}
