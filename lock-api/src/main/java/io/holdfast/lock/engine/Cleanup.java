package io.holdfast.lock.engine;

import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  Cleanup(LockBackend backend, Alarms alarms, TimeSource time) {
    this.backend = backend;
    this.alarms = alarms;
    this.time = time;
  }

  /** Sees to it that nothing is left of the acquisition, whatever became of it. */
  void release(LeaseKey key) {
    new Attempts(key, time.nanoTime() + key.leaseTime().toNanos()).next();
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
                if (failure != null) {
                  tryLater(failure);
                }
              });
    }

    private void tryLater(Throwable failure) {
      long at = time.nanoTime() + pause.toNanos();
      if (at - goneAt > 0) {
        LOG.warn(
            "Could not confirm that lock '{}' was released; its lease time has passed by now",
            key.lockName(),
            failure);
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
