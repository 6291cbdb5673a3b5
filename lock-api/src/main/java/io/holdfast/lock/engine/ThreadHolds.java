package io.holdfast.lock.engine;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which thread holds which lock how often, for the reentrant views of one client. */
final class ThreadHolds {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadHolds.class);

  private final ConcurrentHashMap<Place, Hold> holds = new ConcurrentHashMap<>();

  private record Place(Thread thread, String lockName) {}

  /** A lease and how often its thread holds it; touched by that thread only. */
  static final class Hold {
    final LeaseHandle lease;
    int count = 1;

    Hold(LeaseHandle lease) {
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

  /** Gives up what is held by threads that have ended: nobody is left to unlock it. */
  void look() {
    holds.forEach(
        (place, hold) -> {
          if (!place.thread().isAlive() && holds.remove(place, hold)) {
            LOG.error(
                "Thread '{}' ended without unlocking '{}'. The lock is no longer renewed and ends"
                    + " with its lease time. Unlock in a finally block",
                place.thread().getName(),
                place.lockName());
            hold.lease.abandon();
          }
        });
  }
}
