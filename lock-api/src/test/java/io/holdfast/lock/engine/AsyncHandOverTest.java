package io.holdfast.lock.engine;

import static io.holdfast.lock.engine.EngineFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.testkit.MemoryBackend.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A future that its caller ends: no lease is left behind that nobody has. */
class AsyncHandOverTest {

  private final EngineFixture world = new EngineFixture();

  @Test
  void futureThatTimedOutByItself_givesTheAcquisitionUp() {
    Lease held = world.acquireByOther();
    CompletableFuture<Lease> waiter = world.acquireAsync(LockOptions.defaults());

    waiter.completeExceptionally(new TimeoutException("the caller's own, as by orTimeout"));
    held.release();

    assertThat(world.store.isHeld(NAME)).isFalse();
    assertThat(world.store.waiting()).isZero();
  }

  @Test
  void futureThatItsCallerCompleted_givesTheAcquisitionUp() {
    Lease held = world.acquireByOther();
    CompletableFuture<Optional<Lease>> waiter =
        world.client.lock(NAME).tryAcquireAsync(Duration.ofSeconds(10)).toCompletableFuture();

    waiter.complete(Optional.empty());
    held.release();

    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void futureThatIsEndedWhileTheGrantIsHandedOver_givesTheLeaseBack() {
    world.backend.meet(Trouble.HOLDS_ANSWER);
    CompletableFuture<Lease> waiter = world.acquireAsync(LockOptions.defaults());
    world.backend.meet(Trouble.NONE);
    // Ends the future on the callback thread, after the lock was won and before it is handed over.
    world.ports.beforeCallbacks(() -> waiter.cancel(false));

    world.backend.answerLate();

    assertThat(waiter).isCancelled();
    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void acquireAsync_ofAClosedClient_failsTheStageAndDoesNotThrow() {
    world.client.close();

    CompletableFuture<Lease> refused = world.acquireAsync(LockOptions.defaults());

    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(world.backend.requests()).isZero();
  }

  @Test
  void tryAcquireAsync_withAnAbsurdWaitTime_isRefusedAtOnce() {
    assertThatThrownBy(() -> world.client.lock(NAME).tryAcquireAsync(Duration.ofDays(366)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("waitTime must be PT0S..PT8760H, was PT8784H");
  }

  @Test
  void tryAcquireAsync_thatFindsTheLockFree_completesWithALease() {
    Optional<Lease> lease =
        world.client.lock(NAME).tryAcquireAsync(Duration.ZERO).toCompletableFuture().join();

    assertThat(lease).hasValueSatisfying(held -> assertThat(held.isHeld()).isTrue());
  }
}
