package io.holdfast.lock.engine;

import static io.holdfast.lock.engine.EngineFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockTimeoutException;
import io.holdfast.lock.LockUnavailableException;
import io.holdfast.lock.spi.Ports;
import io.holdfast.lock.spi.TimeSource;
import io.holdfast.lock.testkit.MemoryBackend;
import io.holdfast.lock.testkit.MemoryBackend.Trouble;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Those of one client that wait for the same lock. */
class LocalQueueTest {

  private final EngineFixture world = new EngineFixture();

  private static LockOptions waiting(Duration waitTime) {
    return LockOptions.builder().waitTime(waitTime).build();
  }

  @Test
  void acquisition_whoseTimeIsOverBeforeItStandsInTheQueue_standsInNobodysWay() {
    HastyPorts hasty = new HastyPorts();
    MemoryBackend.Store store = new MemoryBackend.Store(hasty);
    LeasingClient client =
        LeasingClient.over(new MemoryBackend(store), LockOptions.defaults(), hasty);
    CompletableFuture<Lease> tooShort =
        client.lock(NAME, waiting(Duration.ofNanos(1))).acquireAsync().toCompletableFuture();
    assertThat(tooShort).isCompletedExceptionally();

    CompletableFuture<Lease> next = client.lock(NAME).acquireAsync().toCompletableFuture();

    assertThat(next).isCompleted();
  }

  @Test
  void waiterBehindOneWhoCannotAsk_isUnavailableToo_andNotTaken() {
    world.backend.meet(Trouble.REFUSES);
    assertThat(world.acquireAsync(waiting(Duration.ofMinutes(1)))).isNotDone();
    CompletableFuture<Lease> second = world.acquireAsync(waiting(Duration.ofSeconds(5)));

    world.ports.advance(Duration.ofSeconds(5));

    assertThatThrownBy(second::join)
        .hasCauseInstanceOf(LockUnavailableException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void waiterBehindOneWhoGetsNoAnswer_isUnavailableToo_andNotTaken() {
    world.backend.meet(Trouble.HOLDS_ANSWER);
    assertThat(world.acquireAsync(waiting(Duration.ofMinutes(1)))).isNotDone();
    CompletableFuture<Lease> second = world.acquireAsync(waiting(Duration.ofSeconds(5)));

    world.ports.advance(Duration.ofSeconds(5));

    assertThatThrownBy(second::join)
        .hasCauseInstanceOf(LockUnavailableException.class)
        .hasMessageContaining("no answer within PT5S");
  }

  @Test
  void waiterBehindOneWhoKnowsTheHolder_isToldThatTheLockIsTaken() {
    world.acquireByOther();
    assertThat(world.acquireAsync(waiting(Duration.ofMinutes(1)))).isNotDone();
    CompletableFuture<Lease> second = world.acquireAsync(waiting(Duration.ofSeconds(5)));

    world.ports.advance(Duration.ofSeconds(5));

    assertThatThrownBy(second::join).hasCauseInstanceOf(LockTimeoutException.class);
  }

  @Test
  void manyWaiters_thatMeetTheSameTrouble_eachFailAndOverflowNoStack() {
    world.acquireByOther();
    List<CompletableFuture<Lease>> waiters = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      waiters.add(world.acquireAsync(waiting(Duration.ofMinutes(1))));
    }
    world.backend.meet(Trouble.REFUSES_FOR_GOOD);

    world.ports.advance(Duration.ofSeconds(2));

    assertThat(waiters).allMatch(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void close_ofAClientWithManyWaiters_asksForNoneOfThem() {
    world.acquireByOther();
    for (int i = 0; i < 10; i++) {
      assertThat(world.acquireAsync(waiting(Duration.ofMinutes(1)))).isNotDone();
    }

    world.client.close();

    // The question of the first one and its release.
    assertThat(world.backend.requests()).isEqualTo(2);
  }

  /** A timer so quick, and a clock so slow to ask, that what is due at once rings before. */
  private static final class HastyPorts implements Ports, TimeSource {

    private final VirtualPorts slow = new VirtualPorts();

    @Override
    public long nanoTime() {
      slow.pause(Duration.ofNanos(1));
      return slow.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      if (delay.isZero()) {
        task.run();
        return () -> {};
      }
      return slow.schedule(delay, task);
    }

    @Override
    public TimeSource time() {
      return this;
    }

    @Override
    public Executor callbacks() {
      return slow.callbacks();
    }

    @Override
    public RandomGenerator entropy() {
      return slow.entropy();
    }

    @Override
    public void close() {
      slow.close();
    }
  }
}
