package io.holdfast.lock.engine;

import io.holdfast.lock.Lease;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which thread holds which lock how often, for the reentrant views of one client. */
final class ThreadHolds {

  private final ConcurrentHashMap<Place, Hold> holds = new ConcurrentHashMap<>();

  private record Place(Thread thread, String lockName) {}

  /** A lease and how often its thread holds it; touched by that thread only. */
  static final class Hold {
    final Lease lease;
    int count = 1;

    Hold(Lease lease) {
      this.lease = lease;
    }
  }

  @Nullable Hold ofThisThread(String lockName) {
    return holds.get(new Place(Thread.currentThread(), lockName));
  }

  void put(String lockName, Hold hold) {
    holds.put(new Place(Thread.currentThread(), lockName), hold);
  }

  void remove(String lockName) {
    holds.remove(new Place(Thread.currentThread(), lockName));
  }
}
