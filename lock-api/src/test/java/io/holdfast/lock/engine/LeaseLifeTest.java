package io.holdfast.lock.engine;

import static io.holdfast.lock.engine.EngineFixture.LEASE_TIME;
import static io.holdfast.lock.engine.EngineFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseEnd;
import io.holdfast.lock.LeaseLostException;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LossReason;
import io.holdfast.lock.ReleaseResult;
import io.holdfast.lock.testkit.MemoryBackend.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeaseLifeTest {

  private final EngineFixture world = new EngineFixture();

  @Test
  void validity_isTheLeaseTimeLessTheDriftAllowance() {
    Lease lease = world.acquire();

    // One percent and two milliseconds of 30 s.
    assertThat(lease.validity()).isEqualTo(Duration.ofMillis(30_000 - 302));
  }

  @Test
  void watchdog_renewsAtOneThird_forAsLongAsTheLeaseIsHeld() {
    Lease lease = world.acquire();

    world.ports.advance(Duration.ofHours(1));

    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
    assertThat(lease.validity()).isGreaterThan(Duration.ofSeconds(19));
    assertThat(world.backend.renewalBatches()).isBetween(355L, 385L);
  }

  @Test
  void watchdog_ofAReleasedLease_renewsNothing() {
    world.acquire().release();

    world.ports.advance(Duration.ofHours(1));

    assertThat(world.backend.renewalBatches()).isZero();
  }

  @Test
  void renewalThatFails_putsTheLeaseAtRisk_andIsRetriedWellBeforeTheNextThird() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.REFUSES);
    world.ports.advance(LEASE_TIME.dividedBy(3));
    assertThat(lease.state()).isEqualTo(LeaseState.AT_RISK);
    assertThat(lease.isHeld()).isTrue();

    world.backend.meet(Trouble.NONE);
    world.ports.advance(LEASE_TIME.dividedBy(10));

    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
  }

  @Test
  void renewalThatThrows_doesNotEndTheWatchdog() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.THROWS);
    world.ports.advance(LEASE_TIME.dividedBy(3));
    world.backend.meet(Trouble.NONE);

    world.ports.advance(Duration.ofMinutes(10));

    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
  }

  @Test
  void renewalThatIsNeverAnswered_isSentAgain() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.HOLDS_ANSWER);
    world.ports.advance(LEASE_TIME.dividedBy(3));

    world.ports.advance(LEASE_TIME.dividedBy(3));

    assertThat(world.backend.renewalBatches()).isGreaterThan(1);
    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void renewalThatIsOverdue_putsTheLeaseAtRisk_untilItIsAnswered() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.HOLDS_ANSWER);
    world.ports.advance(LEASE_TIME.multipliedBy(2).dividedBy(3));
    assertThat(lease.state()).isEqualTo(LeaseState.AT_RISK);
    world.backend.meet(Trouble.NONE);

    world.backend.answerLate();

    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
  }

  @Test
  void pausedProcess_thatWakesWithinItsDeadline_renewsAndHolds() {
    Lease lease = world.acquire();

    world.ports.pause(LEASE_TIME.multipliedBy(9).dividedBy(10));
    world.ports.advance(Duration.ZERO);

    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
    assertThat(lease.validity()).isGreaterThan(Duration.ofSeconds(29));
  }

  @Test
  void interruptOnLoss_comesBeforeTheReleaseReturns_andOnlyToWhoAcquired() throws Exception {
    LockOptions options =
        LockOptions.builder().fixedLease(LEASE_TIME).interruptOnLoss(true).build();
    Lease lease = world.client.lock(NAME, options).acquire();
    world.ports.pause(LEASE_TIME);

    assertThat(lease.release()).isEqualTo(ReleaseResult.EXPIRED);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(lease.release()).isEqualTo(ReleaseResult.EXPIRED);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void interruptOnLoss_ofALeaseThatWasReleased_interruptsNobody() throws Exception {
    LockOptions options =
        LockOptions.builder().fixedLease(LEASE_TIME).interruptOnLoss(true).build();
    world.client.lock(NAME, options).acquire().release();

    world.ports.advance(LEASE_TIME.multipliedBy(2));

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void lease_withoutAnyAnswer_isLostAtItsDeadline_andNotBefore() {
    Lease lease = world.acquire();
    List<LossReason> told = new ArrayList<>();
    lease.onLost(loss -> told.add(loss.reason()));
    world.backend.meet(Trouble.HOLDS_ANSWER);
    Duration deadline = lease.validity();

    world.ports.advance(deadline.minusNanos(1));
    assertThat(lease.isHeld()).isTrue();
    world.ports.advance(Duration.ofNanos(1));

    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
    assertThat(told).containsExactly(LossReason.EXPIRED);
  }

  @Test
  void renewalConfirmedAfterTheDeadline_doesNotBringTheLeaseBack() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.HOLDS_ANSWER);
    world.ports.advance(LEASE_TIME);

    world.backend.answerLate();

    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
  }

  @Test
  void deadline_countsFromBeforeTheRenewalWasSent_notFromItsAnswer() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.HOLDS_ANSWER);
    world.ports.advance(Duration.ofSeconds(11));
    world.backend.answerLate();

    // Sent between 9.5 s and 10 s, answered at 11 s: at most 28.7 s are left, never 29.7 s.
    assertThat(lease.validity()).isLessThan(Duration.ofMillis(28_699));
  }

  @Test
  void pausedProcess_findsItsLeaseLostWhenItLooks_beforeAnyTimerRan() {
    Lease lease = world.acquire();

    world.ports.pause(LEASE_TIME);

    assertThatThrownBy(lease::ensureHeld)
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("memory")
        .hasMessageNotContaining("LeaseKey");
  }

  @Test
  void lostLease_isReleasedBehindItsHolder() {
    Lease lease = world.acquire(LockOptions.builder().fixedLease(LEASE_TIME).build());

    world.ports.advance(lease.validity());

    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void takenOverLease_isLostAtTheNextRenewal_andItsReleaseSaysNotOwner() {
    Lease lease = world.acquire();
    world.store.takeOver(NAME);

    world.ports.advance(LEASE_TIME.dividedBy(3));

    assertThat(lease.ended().toCompletableFuture())
        .isCompletedWithValue(new LeaseEnd.Lost(LossReason.TAKEN_OVER));
    assertThat(lease.release()).isEqualTo(ReleaseResult.NOT_OWNER);
  }

  @Test
  void maxHold_endsALeaseThatTheWatchdogWouldKeepForEver() {
    Duration maxHold = Duration.ofMinutes(2);
    Lease lease = world.acquire(LockOptions.builder().maxHold(maxHold).build());

    world.ports.advance(maxHold.minusMillis(1));
    assertThat(lease.isHeld()).isTrue();
    world.ports.advance(Duration.ofMillis(1));

    assertThat(lease.ended().toCompletableFuture())
        .isCompletedWithValue(new LeaseEnd.Lost(LossReason.MAX_HOLD_REACHED));
    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void fixedLease_isNeverRenewed() {
    Lease lease = world.acquire(LockOptions.builder().fixedLease(LEASE_TIME).build());

    world.ports.advance(LEASE_TIME);

    assertThat(world.backend.renewalBatches()).isZero();
    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
  }

  @Test
  void onLost_ofALeaseThatIsAlreadyLost_isToldAtOnce_evenIfAnotherActionFails() {
    Lease lease = world.acquire(LockOptions.builder().fixedLease(LEASE_TIME).build());
    world.ports.advance(LEASE_TIME);
    List<Long> told = new ArrayList<>();

    lease.onLost(
        loss -> {
          throw new IllegalStateException("an action of the caller");
        });
    lease.onLost(loss -> told.add(loss.fencingToken()));

    assertThat(told).containsExactly(lease.fencingToken());
  }

  @Test
  void onLost_ofAReleasedLease_isNotTold() {
    Lease lease = world.acquire();
    List<Object> told = new ArrayList<>();
    lease.onLost(told::add);

    lease.release();

    assertThat(told).isEmpty();
    assertThat(lease.ended().toCompletableFuture()).isCompletedWithValue(new LeaseEnd.Released());
    assertThatThrownBy(lease::ensureHeld).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void releaseThatIsNotConfirmed_isTriedAgainUntilItIs() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.REFUSES);
    assertThat(lease.release()).isEqualTo(ReleaseResult.UNCONFIRMED);
    assertThat(world.store.isHeld(NAME)).isTrue();

    world.backend.meet(Trouble.NONE);
    world.ports.advance(Duration.ofSeconds(1));

    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void releaseThatCanNeverBeConfirmed_isGivenUpWhenTheLeaseTimeHasPassed() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.REFUSES);
    lease.release();
    world.ports.advance(LEASE_TIME);
    long requests = world.backend.requests();

    world.ports.advance(Duration.ofHours(1));

    assertThat(world.backend.requests()).isEqualTo(requests);
  }

  @Test
  void releaseThatIsNeverAnswered_isUnconfirmedAfterOneRequestTimeout() {
    Lease lease = world.acquire();
    world.backend.meet(Trouble.HOLDS_ANSWER);

    assertThat(lease.release()).isEqualTo(ReleaseResult.UNCONFIRMED);
  }

  @Test
  void release_byAnInterruptedThread_releasesAndKeepsTheInterrupt() {
    Lease lease = world.acquire();
    Thread.currentThread().interrupt();

    ReleaseResult result = lease.release();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isEqualTo(ReleaseResult.RELEASED);
  }

  @Test
  void manyLeases_areRenewedInBatchesOfAHundred() {
    List<CompletableFuture<Lease>> leases = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      leases.add(world.client.lock("job-" + i).acquireAsync().toCompletableFuture());
    }

    world.ports.advance(LEASE_TIME.dividedBy(3));

    assertThat(world.backend.renewalBatches()).isEqualTo(10);
    assertThat(leases).allMatch(lease -> lease.join().isHeld());
  }

  @Test
  void toString_namesTheLockAndNoToken() {
    assertThat(world.acquire().toString()).isEqualTo("Lease[job, HELD, fencing token 1]");
  }
}
