package io.holdfast.lock.engine;

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
    while (!reenter() && !keep(lock.tryHoldUninterruptibly(ONE_ROUND))) {
      // Held by another owner for the whole round: wait another one.
    }
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    LeasingLock.refuseIfInterrupted();
    while (!reenter() && !keep(lock.tryHold(ONE_ROUND))) {
      // As in lock().
    }
  }

  @Override
  public boolean tryLock() {
    return reenter() || keep(lock.tryHoldUninterruptibly(Duration.ZERO));
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    LeasingLock.refuseIfInterrupted();
    return reenter() || keep(lock.tryHold(asWaitTime(time, unit)));
  }

  /** A {@link Lock} takes any time: below zero is zero, and too long is as long as may be. */
  private static Duration asWaitTime(long time, TimeUnit unit) {
    long longestNanos = LockOptions.LONGEST_WAIT_TIME.toNanos();
    return Duration.ofNanos(Math.max(0, Math.min(unit.toNanos(time), longestNanos)));
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

  private boolean keep(Optional<LeaseHandle> lease) {
    lease.ifPresent(held -> holds.put(lock.name(), new ThreadHolds.Hold(held)));
    return lease.isPresent();
  }
}
