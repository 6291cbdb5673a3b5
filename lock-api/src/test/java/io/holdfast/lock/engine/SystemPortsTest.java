package io.holdfast.lock.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemPortsTest {

  private final SystemPorts ports = SystemPorts.start("test");

  @AfterEach
  void close() {
    ports.close();
  }

  @Test
  void tenThousandCallbacksAtOnce_runOnABoundedNumberOfThreads() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch ran = new CountDownLatch(10_000);
    CountDownLatch allAreHere = new CountDownLatch(1);
    for (int i = 0; i < 10_000; i++) {
      ports
          .callbacks()
          .execute(
              () -> {
                awaitQuietly(allAreHere);
                threads.add(Thread.currentThread());
                ran.countDown();
              });
    }

    allAreHere.countDown();

    assertThat(ran.await(20, SECONDS)).isTrue();
    assertThat(threads).hasSizeBetween(1, 256);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void callbacksThatWaitForOtherCallbacks_doNotStarveThem() {
    CompletableFuture<Void> all = new CompletableFuture<>();
    CountDownLatch waiting = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      ports
          .callbacks()
          .execute(
              () -> {
                waiting.countDown();
                all.join();
              });
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> waiting.getCount() == 0);

    ports.callbacks().execute(() -> all.complete(null));

    assertThat(all).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void threads_areNamedDaemons_thatSeeTheClassesOfTheirMaker() throws Exception {
    CompletableFuture<Thread> callback = new CompletableFuture<>();
    CompletableFuture<Thread> timer = new CompletableFuture<>();

    ports.callbacks().execute(() -> callback.complete(Thread.currentThread()));
    TimeSource.Cancellable pending =
        ports.time().schedule(Duration.ZERO, () -> timer.complete(Thread.currentThread()));

    assertThat(callback.get(10, SECONDS).getName()).startsWith("holdfast-callback-test-");
    assertThat(callback.join().isDaemon()).isTrue();
    assertThat(callback.join().getContextClassLoader())
        .isSameAs(Thread.currentThread().getContextClassLoader());
    assertThat(timer.get(10, SECONDS).getName()).startsWith("holdfast-timer-test-");
    assertThat(timer.join().isDaemon()).isTrue();
    pending.cancel();
  }

  @Test
  void callbackThatFails_isLoggedAndHarmsNoOther() throws Exception {
    CompletableFuture<String> next = new CompletableFuture<>();

    ports
        .callbacks()
        .execute(
            () -> {
              throw new IllegalStateException("an action of the caller");
            });
    ports.callbacks().execute(() -> next.complete("ran"));

    assertThat(next.get(10, SECONDS)).isEqualTo("ran");
  }

  @Test
  void close_endsTheTimerAndItsTasks_andLetsCallbacksEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicReference<Thread> timer = new AtomicReference<>();
    CompletableFuture<String> ended = new CompletableFuture<>();
    ports.time().schedule(Duration.ZERO, () -> timer.set(Thread.currentThread()));
    await().until(() -> timer.get() != null);
    ports
        .callbacks()
        .execute(
            () -> {
              begun.countDown();
              awaitQuietly(mayEnd);
              ended.complete("ended");
            });
    assertThat(begun.await(10, SECONDS)).isTrue();

    ports.close();
    mayEnd.countDown();

    assertThat(ended.get(10, SECONDS)).isEqualTo("ended");
    await().until(() -> !timer.get().isAlive());
    assertThatThrownBy(() -> ports.callbacks().execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
