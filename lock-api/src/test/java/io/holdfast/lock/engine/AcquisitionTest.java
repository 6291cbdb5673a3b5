package io.holdfast.lock.engine;

import static io.holdfast.lock.engine.EngineFixture.LEASE_TIME;
import static io.holdfast.lock.engine.EngineFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockTimeoutException;
import io.holdfast.lock.LockUnavailableException;
import io.holdfast.lock.testkit.MemoryBackend.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AcquisitionTest {

  private static final LockOptions TEN_SECONDS = LockOptions.defaults();

  private final EngineFixture world = new EngineFixture();

  @Test
  void waiter_isGrantedByTheRelease_withoutAskingAgain() {
    Lease first = world.acquireByOther();
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);
    long asked = world.backend.requests();

    first.release();

    assertThat(waiter).isCompleted();
    assertThat(world.backend.requests()).isEqualTo(asked);
  }

  @Test
  void waiter_thatIsToldNothing_findsTheLockByItsSafetyPoll() {
    Lease first = world.acquire(TEN_SECONDS);
    CompletableFuture<Lease> waiter = world.other.lock(NAME).acquireAsync().toCompletableFuture();
    world.backend.notifies(false);
    first.release();
    assertThat(waiter).isNotDone();

    world.ports.advance(Duration.ofMillis(1_300));

    assertThat(waiter).isCompleted();
  }

  @Test
  void waiter_asksWhenTheHoldersGrantEnds() {
    world.acquire(LockOptions.builder().fixedLease(Duration.ofMillis(100)).build());
    world.backend.meet(Trouble.REFUSES); // The holder is gone.
    CompletableFuture<Lease> waiter = world.other.lock(NAME).acquireAsync().toCompletableFuture();

    world.ports.advance(Duration.ofMillis(102));

    assertThat(waiter).isCompleted();
  }

  @Test
  void waiters_ofOneClient_askTheBackendOneAtATimeAndInOrder() {
    Lease first = world.acquireByOther();
    CompletableFuture<Lease> second = world.acquireAsync(TEN_SECONDS);
    long asked = world.backend.requests();
    CompletableFuture<Lease> third = world.acquireAsync(TEN_SECONDS);
    CompletableFuture<Lease> fourth = world.acquireAsync(TEN_SECONDS);
    assertThat(world.backend.requests()).isEqualTo(asked);

    first.release();
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    second.join().release();
    assertThat(third).isCompleted();
    assertThat(fourth).isNotDone();
    third.join().release();

    assertThat(fourth).isCompleted();
  }

  @Test
  void deadline_ofAWaiterBehindOthers_countsFromItsCall() {
    world.acquireByOther();
    CompletableFuture<Lease> first =
        world.acquireAsync(LockOptions.builder().waitTime(Duration.ofHours(1)).build());
    CompletableFuture<Lease> second = world.acquireAsync(TEN_SECONDS);

    world.ports.advance(Duration.ofSeconds(10));

    assertThat(first).isNotDone();
    assertThatThrownBy(second::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("PT10S");
  }

  @Test
  void waiter_thatTimedOut_isForgottenByTheBackend() {
    world.acquireByOther();
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);
    assertThat(world.store.waiting()).isEqualTo(1);

    world.ports.advance(Duration.ofSeconds(10));

    assertThat(waiter).isCompletedExceptionally();
    assertThat(world.store.waiting()).isZero();
  }

  @Test
  void tryAcquire_thatFindsTheLockTaken_costsOneRequest() throws Exception {
    world.acquireByOther();

    Optional<Lease> refused = world.client.lock(NAME).tryAcquire();

    assertThat(refused).isEmpty();
    assertThat(world.backend.requests()).isEqualTo(1);
  }

  @Test
  void passingTrouble_isRetriedUntilItHasPassed() {
    world.backend.meet(Trouble.REFUSES);
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);
    world.ports.advance(Duration.ofSeconds(5));
    assertThat(waiter).isNotDone();

    world.backend.meet(Trouble.NONE);
    world.ports.advance(Duration.ofSeconds(1));

    assertThat(waiter).isCompleted();
  }

  @Test
  void passingTrouble_toTheEndOfTheWait_isUnavailableAndNotTaken() {
    world.backend.meet(Trouble.REFUSES);
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);

    world.ports.advance(Duration.ofSeconds(10));

    assertUnavailable(waiter, "refused");
  }

  @Test
  void silence_toTheEndOfTheWait_isUnavailableAndNotTaken() {
    world.backend.meet(Trouble.HOLDS_ANSWER);
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);

    world.ports.advance(Duration.ofSeconds(10));

    assertUnavailable(waiter, "no answer within PT10S");
  }

  @Test
  void lastingTrouble_endsTheWaitAtOnce() {
    world.backend.meet(Trouble.REFUSES_FOR_GOOD);

    assertUnavailable(world.acquireAsync(TEN_SECONDS), "refused for good");
  }

  @Test
  void troubleWithoutWaiting_isUnavailableAtOnce() {
    world.backend.meet(Trouble.REFUSES);

    assertThatThrownBy(() -> world.client.lock(NAME).tryAcquire())
        .isInstanceOf(LockUnavailableException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("memory")
        .hasMessageContaining("refused");
  }

  @Test
  void backendThatThrows_isUnavailable() {
    world.backend.meet(Trouble.THROWS);

    assertUnavailable(world.acquireAsync(TEN_SECONDS), "thrown by the backend");
  }

  private static void assertUnavailable(CompletableFuture<Lease> acquisition, String because) {
    assertThatThrownBy(acquisition::join)
        .hasCauseInstanceOf(LockUnavailableException.class)
        .hasMessageContaining(because);
  }

  @Test
  void lostAnswer_ofAGrant_isHealedByAskingAgainWithTheSameToken() {
    world.backend.meet(Trouble.LOSES_ANSWER);
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);
    assertThat(world.store.isHeld(NAME)).isTrue();

    world.backend.meet(Trouble.NONE);
    world.ports.advance(Duration.ofSeconds(1));

    assertThat(waiter.join().isHeld()).isTrue();
  }

  @Test
  void grantThatLandsAfterTheDeadline_isReleased() {
    world.backend.meet(Trouble.HOLDS_ANSWER);
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);
    world.ports.advance(Duration.ofSeconds(10));
    assertThat(waiter).isCompletedExceptionally();
    world.backend.meet(Trouble.NONE);

    world.backend.answerLate();

    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void grantThatLandsAfterACancel_isReleased() {
    world.backend.meet(Trouble.HOLDS_ANSWER);
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);

    waiter.cancel(false);
    world.backend.meet(Trouble.NONE);
    world.backend.answerLate();

    assertThat(waiter).isCancelled();
    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void cancel_ofTheFirstOfThisClient_letsTheNextAsk() {
    Lease held = world.acquireByOther();
    CompletableFuture<Lease> first = world.acquireAsync(TEN_SECONDS);
    CompletableFuture<Lease> second = world.acquireAsync(TEN_SECONDS);

    first.cancel(false);
    held.release();

    assertThatThrownBy(first::join).isInstanceOf(CancellationException.class);
    assertThat(second.join().isHeld()).isTrue();
  }

  @Test
  void grantThatWasUnderWayForItsWholeLeaseTime_isNotHandedOut() {
    LockOptions patient = LockOptions.builder().waitTime(Duration.ofHours(1)).build();
    world.backend.meet(Trouble.HOLDS_ANSWER);
    CompletableFuture<Lease> waiter = world.acquireAsync(patient);
    world.ports.advance(LEASE_TIME);
    world.backend.meet(Trouble.NONE);

    world.backend.answerLate();
    assertThat(waiter).isNotDone();
    world.ports.advance(Duration.ofSeconds(1));

    assertThat(waiter.join().validity()).isGreaterThan(Duration.ofSeconds(19));
  }

  @Test
  void close_whileWaiting_endsTheWaitAndTheClient() {
    world.acquireByOther();
    CompletableFuture<Lease> waiter = world.acquireAsync(TEN_SECONDS);

    world.client.close();
    world.client.close();

    assertThatThrownBy(waiter::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> world.client.lock(NAME).tryAcquire())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void acquire_byAnInterruptedThread_throwsAndHoldsNothing() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> world.client.lock(NAME).acquire())
        .isInstanceOf(InterruptedException.class);

    assertThat(world.store.isHeld(NAME)).isFalse();
  }
}
