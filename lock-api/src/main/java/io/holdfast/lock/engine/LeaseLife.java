package io.holdfast.lock.engine;

import io.holdfast.lock.LeaseEnd;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LossReason;
import io.holdfast.lock.ReleaseResult;
import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one lease: HELD, AT_RISK and back, then LOST or RELEASED, once and for ever.
 *
 * <p>State and deadline stand together in one {@link Phase} that changes by compare-and-set, so
 * that a renewal, the deadline, a release and a reader agree on who came first. A renewal that is
 * confirmed after the deadline does not bring a lease back: its holder may have seen it lost.
 *
 * <p>One alarm rings at the next renewal or at the deadline, whichever is first. While a renewal is
 * under way it is set to the next attempt, so no answer is ever waited for without a bound.
 */
final class LeaseLife {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseLife.class);

  /** Renewals are due on a grid of so many points a period, so that leases are renewed together. */
  private static final int GRID_POINTS = 20;

  private final Engine engine;
  private final LeaseKey key;
  private final LockOptions options;
  private final long fencingToken;
  private final @Nullable Thread holder;
  private final long heldUntilAtMost;
  private final Alarms.Alarm alarm;
  private final AtomicReference<Phase> phase;
  private final AtomicReference<@Nullable CompletableFuture<LeaseEnd>> ended =
      new AtomicReference<>();
  private final CountDownLatch lossTold = new CountDownLatch(1);
  private volatile long renewalDue;
  private volatile boolean unanswered;
  private volatile boolean leaked;

  /** State, deadline and, where it was lost, why. */
  private record Phase(LeaseState state, long validUntil, @Nullable LossReason loss) {}

  LeaseLife(
      Engine engine,
      LeaseKey key,
      LockOptions options,
      AcquireReply.Granted grant,
      @Nullable Thread holder) {
    this.engine = engine;
    this.key = key;
    this.options = options;
    this.fencingToken = grant.fencingToken();
    this.holder = options.isInterruptOnLoss() ? holder : null;
    Duration maxHold = options.maxHold();
    this.heldUntilAtMost =
        maxHold == null ? Long.MAX_VALUE : grant.validFromNanos() + maxHold.toNanos();
    this.alarm = engine.alarms.alarm(this::onAlarm);
    this.renewalDue = afterThird(grant.validFromNanos());
    this.phase =
        new AtomicReference<>(new Phase(LeaseState.HELD, validUntil(grant.validFromNanos()), null));
  }

  /** From now on the deadline is watched, and the lease renewed where its options say so. */
  void begin() {
    engine.live.add(this);
    setAlarm();
    if (engine.closed) {
      releaseQuietly();
    }
  }

  LeaseKey key() {
    return key;
  }

  long fencingToken() {
    return fencingToken;
  }

  LeaseState state() {
    return current().state();
  }

  @Nullable LossReason lossReason() {
    return current().loss();
  }

  Duration validity() {
    Phase now = current();
    return now.state().isLive()
        ? Duration.ofNanos(Math.max(0, now.validUntil() - engine.now()))
        : Duration.ZERO;
  }

  private Phase phase() {
    return Objects.requireNonNull(phase.get());
  }

  /** The phase as it is by the clock, also where the alarm is late. */
  private Phase current() {
    Phase seen = phase();
    if (seen.state().isLive() && hasPassed(seen)) {
      lose(expiryReason(seen));
      seen = phase();
    }
    return seen;
  }

  /** Whether the deadline has passed by now. */
  boolean hasPassed() {
    return hasPassed(phase());
  }

  private boolean hasPassed(Phase live) {
    return engine.now() - live.validUntil() >= 0;
  }

  private LossReason expiryReason(Phase live) {
    if (live.validUntil() == heldUntilAtMost) {
      return LossReason.MAX_HOLD_REACHED;
    }
    return leaked ? LossReason.LEAKED : LossReason.EXPIRED;
  }

  private long validUntil(long from) {
    Duration leaseTime = options.leaseTime();
    Duration validity = leaseTime.minus(engine.backend.drift(leaseTime));
    long until = from + validity.toNanos();
    return heldUntilAtMost != Long.MAX_VALUE && until - heldUntilAtMost > 0
        ? heldUntilAtMost
        : until;
  }

  private long afterThird(long from) {
    long period = options.leaseTime().toNanos() / 3;
    long due = from + period;
    return due - Math.floorMod(due, Math.max(1, period / GRID_POINTS));
  }

  private boolean isRenewed() {
    return options.isRenewed() && !leaked;
  }

  // ---- renewal

  private void onAlarm() {
    Phase now = current();
    if (!now.state().isLive()) {
      return;
    }
    if (isRenewed() && engine.now() - renewalDue >= 0) {
      engine.watchdog.collect(this);
    } else {
      setAlarm();
    }
  }

  private void setAlarm() {
    Phase now = phase();
    if (!now.state().isLive()) {
      return;
    }
    boolean renewalFirst = isRenewed() && renewalDue - now.validUntil() < 0;
    alarm.set(renewalFirst ? renewalDue : now.validUntil());
    if (!phase().state().isLive()) {
      alarm.clear();
    }
  }

  /** The renewal to send now; without an answer the next attempt follows after a sixth. */
  Renewal renewalAt(long now) {
    if (unanswered) {
      becomeAtRisk();
    }
    unanswered = true;
    renewalDue = now + options.leaseTime().toNanos() / 6;
    setAlarm();
    return new Renewal(key, options.leaseTime());
  }

  void renewed(long sentAt) {
    unanswered = false;
    long until = validUntil(sentAt);
    while (true) {
      Phase seen = current();
      if (!seen.state().isLive()) {
        return;
      }
      long later = until - seen.validUntil() > 0 ? until : seen.validUntil();
      if (phase.compareAndSet(seen, new Phase(LeaseState.HELD, later, null))) {
        renewalDue = afterThird(sentAt);
        setAlarm();
        return;
      }
    }
  }

  void renewalFailed() {
    unanswered = false;
    becomeAtRisk();
    renewalDue = engine.now() + options.leaseTime().toNanos() / 15;
    setAlarm();
  }

  private void becomeAtRisk() {
    Phase seen = current();
    while (seen.state() == LeaseState.HELD
        && !phase.compareAndSet(seen, new Phase(LeaseState.AT_RISK, seen.validUntil(), null))) {
      seen = current();
    }
  }

  /** Its holder is gone without releasing it: it runs out instead of being renewed. */
  void leak() {
    leaked = true;
    setAlarm();
  }

  // ---- end

  void lose(LossReason reason) {
    Phase seen = phase();
    while (seen.state().isLive()) {
      if (phase.compareAndSet(seen, new Phase(LeaseState.LOST, seen.validUntil(), reason))) {
        afterLoss(reason);
        return;
      }
      seen = phase();
    }
  }

  private void afterLoss(LossReason reason) {
    if (holder != null) {
      holder.interrupt();
    }
    lossTold.countDown();
    end();
    LOG.warn(
        "The lease on lock '{}' (fencing token {}) was lost because {}",
        key.lockName(),
        fencingToken,
        reason.inWords());
    if (reason != LossReason.GONE && reason != LossReason.TAKEN_OVER) {
      engine.cleanup.release(key);
    }
  }

  CompletionStage<ReleaseResult> release() {
    while (true) {
      Phase seen = current();
      if (seen.state() == LeaseState.RELEASED) {
        return CompletableFuture.completedStage(ReleaseResult.ALREADY_RELEASED);
      }
      if (seen.state() == LeaseState.LOST) {
        awaitLossTold();
        return CompletableFuture.completedStage(
            seen.loss() == LossReason.TAKEN_OVER ? ReleaseResult.NOT_OWNER : ReleaseResult.EXPIRED);
      }
      if (phase.compareAndSet(seen, new Phase(LeaseState.RELEASED, seen.validUntil(), null))) {
        end();
        return engine.cleanup.releaseOnce(key).handle(this::released);
      }
    }
  }

  void releaseQuietly() {
    release().exceptionally(impossible -> ReleaseResult.UNCONFIRMED);
  }

  private ReleaseResult released(@Nullable ReleaseReply reply, @Nullable Throwable failure) {
    if (reply == null) {
      LOG.debug("A release of lock '{}' was not confirmed", key.lockName(), failure);
      engine.cleanup.release(key);
      return ReleaseResult.UNCONFIRMED;
    }
    return switch (reply) {
      case RELEASED -> ReleaseResult.RELEASED;
      case NOT_OWNER -> ReleaseResult.NOT_OWNER;
      case GONE -> ReleaseResult.EXPIRED;
    };
  }

  /** An interrupt for a lost lease comes before its release returns, never into later work. */
  private void awaitLossTold() {
    boolean interrupted = false;
    while (lossTold.getCount() > 0) {
      try {
        lossTold.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    alarm.clear();
    engine.live.remove(this);
    CompletableFuture<LeaseEnd> waiting = ended.get();
    if (waiting != null) {
      tellEnd(waiting);
    }
  }

  /** Made when first asked for: most leases are released with nobody listening. */
  CompletionStage<LeaseEnd> ended() {
    CompletableFuture<LeaseEnd> told =
        Objects.requireNonNull(
            ended.updateAndGet(made -> made == null ? new CompletableFuture<>() : made));
    if (!phase().state().isLive()) {
      tellEnd(told);
    }
    return told.minimalCompletionStage();
  }

  private void tellEnd(CompletableFuture<LeaseEnd> waiting) {
    LossReason reason = phase().loss();
    LeaseEnd end = reason == null ? new LeaseEnd.Released() : new LeaseEnd.Lost(reason);
    engine.callBack(() -> waiting.complete(end));
  }
}
