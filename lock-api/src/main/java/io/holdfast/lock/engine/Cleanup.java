package io.holdfast.lock.engine;

import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases what may have been granted although nobody can use it: after a time-out, a cancel, a
 * lost answer, a release that was not confirmed. It compares and releases, so it harms no other
 * owner, and tries again until the backend has confirmed or the grant must have run out by itself.
 */
final class Cleanup {

  private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final LockBackend backend;
  private final Alarms alarms;
  private final TimeSource time;
  private final Set<Attempts> underWay = ConcurrentHashMap.newKeySet();

  Cleanup(LockBackend backend, Alarms alarms, TimeSource time) {
    this.backend = backend;
    this.alarms = alarms;
    this.time = time;
  }

  /** Sees to it that nothing is left of the acquisition, whatever became of it. */
  void release(LeaseKey key) {
    Attempts attempts = new Attempts(key, time.nanoTime() + key.leaseTime().toNanos());
    underWay.add(attempts);
    attempts.next();
  }

  /** What is being released now; each completes when that has been confirmed or given up. */
  List<CompletableFuture<Void>> underWay() {
    return underWay.stream().map(attempts -> attempts.done).toList();
  }

  /** One release, as it is: trouble to throw is trouble in the stage. */
  CompletionStage<ReleaseReply> releaseOnce(LeaseKey key) {
    try {
      return backend.release(key);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private final class Attempts {

    private final LeaseKey key;
    private final long goneAt;
    private final Alarms.Alarm again;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Duration pause = FIRST_PAUSE;

    Attempts(LeaseKey key, long goneAt) {
      this.key = key;
      this.goneAt = goneAt;
      this.again = alarms.alarm(this::next);
    }

    void next() {
      releaseOnce(key)
          .whenComplete(
              (reply, failure) -> {
                if (failure == null) {
                  end();
                } else {
                  tryLater(failure);
                }
              });
    }

    private void end() {
      underWay.remove(this);
      done.complete(null);
    }

    private void tryLater(Throwable failure) {
      long at = time.nanoTime() + pause.toNanos();
      if (at - goneAt > 0) {
        LOG.warn(
            "Could not confirm that lock '{}' was released; its lease time has passed by now",
            key.lockName(),
            failure);
        end();
        return;
      }
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) {
        pause = LONGEST_PAUSE;
      }
      again.set(at);
    }
  }
}
