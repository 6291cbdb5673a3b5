package io.holdfast.lock.engine;

import static io.holdfast.lock.engine.EngineFixture.LEASE_TIME;
import static io.holdfast.lock.engine.EngineFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseLostException;
import io.holdfast.lock.LockOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

// Each fact has its own order of locking and unlocking, which no finally block can express.
@SuppressWarnings("LockNotBeforeTry")
class ReentrantViewTest {

  private final EngineFixture world = new EngineFixture();
  private final Lock lock = world.client.lock(NAME).asLock();

  @ParameterizedTest
  @EnumSource
  void tryLock_forTheLongestTimeOfAnyUnit_isAccepted(TimeUnit unit) throws Exception {
    assertThat(lock.tryLock(Long.MAX_VALUE, unit)).isTrue();
  }

  @Test
  void tryLock_forLessThanNoTime_asksOnce() throws Exception {
    world.acquireByOther();

    assertThat(lock.tryLock(-1, TimeUnit.SECONDS)).isFalse();
    assertThat(world.backend.requests()).isEqualTo(1);
  }

  @Test
  void interruptibleCalls_byAnInterruptedThreadThatHoldsTheLock_throwAndCountNothing() {
    lock.lock();

    Thread.currentThread().interrupt();
    assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);

    lock.unlock();
    assertThat(world.store.isHeld(NAME)).isFalse();
  }

  @Test
  void lock_byAnInterruptedThread_holdsAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();

    lock.lock();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(world.store.isHeld(NAME)).isTrue();
  }

  @Test
  void lockInterruptibly_nested_isCounted() throws Exception {
    lock.lockInterruptibly();
    lock.lockInterruptibly();

    lock.unlock();

    assertThat(world.store.isHeld(NAME)).isTrue();
  }

  @Test
  void nestedHold_onALostLease_isRefused() {
    Lock fixed =
        world.client.lock(NAME, LockOptions.builder().fixedLease(LEASE_TIME).build()).asLock();
    fixed.lock();
    world.ports.advance(LEASE_TIME);

    assertThatThrownBy(fixed::lock).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(fixed::tryLock).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void unlock_ofALostLease_doesNotThrow_andTheLockCanBeTakenAgain() {
    Lock fixed =
        world.client.lock(NAME, LockOptions.builder().fixedLease(LEASE_TIME).build()).asLock();
    fixed.lock();
    world.ports.advance(LEASE_TIME);

    fixed.unlock();

    assertThat(fixed.tryLock()).isTrue();
  }

  @Test
  void threadThatEndsWithoutUnlocking_isNoticed_andItsLockEndsWithItsLeaseTime() throws Exception {
    Thread forgetful = new Thread(lock::lock, "forgetful");
    forgetful.start();
    forgetful.join();
    assertThat(world.store.isHeld(NAME)).isTrue();

    world.ports.advance(LEASE_TIME.multipliedBy(2));

    Lease next = world.acquireByOther();
    assertThat(next.isHeld()).isTrue();
  }

  @Test
  void lockOfALivingThread_isKept() {
    lock.lock();

    world.ports.advance(Duration.ofHours(1));

    assertThat(world.store.isHeld(NAME)).isTrue();
    lock.unlock();
  }

  @Test
  void conditions_areNotSupported() {
    assertThatThrownBy(lock::newCondition).isInstanceOf(UnsupportedOperationException.class);
  }
}
