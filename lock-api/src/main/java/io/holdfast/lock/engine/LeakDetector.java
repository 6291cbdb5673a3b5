package io.holdfast.lock.engine;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices leases whose object was dropped without being released, names the place that acquired
 * them, and has them run out instead of being renewed for ever. Needs no thread: it looks whenever
 * an alarm rings, and while a renewed lease lives one does.
 */
final class LeakDetector {

  private static final Logger LOG = LoggerFactory.getLogger(LeakDetector.class);
  private static final StackWalker STACK = StackWalker.getInstance();
  private static final String API = "io.holdfast.lock.DistributedLock";
  private static final String ENGINE = LeakDetector.class.getPackageName() + ".";

  private final ReferenceQueue<LeaseHandle> dropped = new ReferenceQueue<>();
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

  /** Where the caller of the library is: the first frame outside it. */
  static String callSite() {
    return STACK.walk(
        frames ->
            frames
                .filter(frame -> !isOurs(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("an unknown place"));
  }

  private static boolean isOurs(String className) {
    return className.startsWith(ENGINE) || className.equals(API);
  }

  Watched watch(LeaseHandle handle, LeaseLife lease, String acquiredAt) {
    Watched reference = new Watched(handle, dropped, lease, acquiredAt);
    watched.add(reference);
    return reference;
  }

  void look() {
    while (dropped.poll() instanceof Watched reference) {
      if (watched.remove(reference) && reference.lease.state().isLive()) {
        LOG.error(
            "A lease on lock '{}' was dropped without being released; it was acquired at {}. It is"
                + " no longer renewed. Use try-with-resources, or keep the lease",
            reference.lease.key().lockName(),
            reference.acquiredAt);
        reference.lease.leak();
      }
    }
  }

  /** Stands for a lease object that somebody should release. */
  final class Watched extends PhantomReference<LeaseHandle> {

    private final LeaseLife lease;
    private final String acquiredAt;

    private Watched(
        LeaseHandle handle, ReferenceQueue<LeaseHandle> queue, LeaseLife lease, String acquiredAt) {
      super(handle, queue);
      this.lease = lease;
      this.acquiredAt = acquiredAt;
    }

    void released() {
      watched.remove(this);
      clear();
    }
  }
}
