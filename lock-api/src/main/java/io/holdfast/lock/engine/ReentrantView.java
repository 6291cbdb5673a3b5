package io.holdfast.lock.engine;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.ReleaseResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock as {@code java.util.concurrent} has it: reentrant by thread, counted in this JVM. */
final class ReentrantView implements Lock {

  private static final Logger LOG = LoggerFactory.getLogger(ReentrantView.class);
  private static final Duration ONE_ROUND = Duration.ofHours(1);

  private final LeasingLock lock;
  private final ThreadHolds holds;

  ReentrantView(LeasingLock lock, ThreadHolds holds) {
    this.lock = lock;
    this.holds = holds;
  }

  @Override
  public void lock() {
    while (!reenter() && !keep(lock.tryAcquireUninterruptibly(ONE_ROUND))) {
      // Held by another owner for the whole round: wait another one.
    }
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    while (!reenter() && !keep(lock.tryAcquire(ONE_ROUND))) {
      // As in lock().
    }
  }

  @Override
  public boolean tryLock() {
    return reenter() || keep(lock.tryAcquireUninterruptibly(Duration.ZERO));
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    Duration waitTime = Duration.of(Math.max(0, time), unit.toChronoUnit());
    return reenter() || keep(lock.tryAcquire(LockOptions.requireWaitTime(waitTime)));
  }

  @Override
  public void unlock() {
    ThreadHolds.Hold hold = holds.ofThisThread(lock.name());
    if (hold == null) {
      throw new IllegalMonitorStateException(
          "Lock '%s' is not held by thread '%s'"
              .formatted(lock.name(), Thread.currentThread().getName()));
    }
    if (--hold.count > 0) {
      return;
    }
    holds.remove(lock.name());
    ReleaseResult result = hold.lease.release();
    if (result != ReleaseResult.RELEASED) {
      LOG.warn("Unlocking '{}' ended as {}", lock.name(), result);
    }
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("A distributed lock has no conditions");
  }

  private boolean reenter() {
    ThreadHolds.Hold hold = holds.ofThisThread(lock.name());
    if (hold == null) {
      return false;
    }
    hold.lease.ensureHeld(); // A nested hold on a lost lease would exclude nobody.
    hold.count++;
    return true;
  }

  private boolean keep(Optional<Lease> lease) {
    lease.ifPresent(held -> holds.put(lock.name(), new ThreadHolds.Hold(held)));
    return lease.isPresent();
  }
}
