package io.holdfast.lock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.AcquireReply.Granted;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Closing leaves no lock behind that could have been released. */
class ClientCloseTest {

  private final VirtualPorts ports = new VirtualPorts();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final LeasingClient client = LeasingClient.over(backend, LockOptions.defaults(), ports);

  private Lease acquire() {
    CompletableFuture<Lease> lease = client.lock("job").acquireAsync().toCompletableFuture();
    backend.lastQuestion().answer().complete(new Granted(1, ports.nanoTime()));
    return lease.join();
  }

  @Test
  void close_whileAQuestionWithoutWaitingIsUnderWay_releasesWhatItMayHaveBrought() {
    CompletableFuture<Optional<Lease>> asked =
        client.lock("job").tryAcquireAsync(Duration.ZERO).toCompletableFuture();

    client.close();

    assertThatThrownBy(asked::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(backend.releases).hasSize(1);
  }

  @Test
  void close_waitsUntilReleasesAreConfirmed_alsoThoseOfAcquisitions() throws Exception {
    client.lock("job").acquireAsync();
    CountDownLatch closed = new CountDownLatch(1);
    Thread closing =
        new Thread(
            () -> {
              client.close();
              closed.countDown();
            });

    // Stays well inside the request timeout of the script, so only the answer can end it.
    closing.start();
    org.awaitility.Awaitility.await().until(() -> !backend.releases.isEmpty());
    backend.lastRelease().answer().complete(ReleaseReply.RELEASED);

    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(backend.lastRelease().answer()).isCompleted();
  }

  @Test
  void close_ofAReleaseThatFails_isTriedOnceMoreBeforeConnectionsEnd() {
    Lease lease = acquire();
    CompletableFuture<Void> refused =
        CompletableFuture.runAsync(
            () -> {
              org.awaitility.Awaitility.await().until(() -> !backend.releases.isEmpty());
              backend
                  .releases
                  .get(0)
                  .answer()
                  .completeExceptionally(BackendException.passing("refused", null));
            });

    client.close();

    assertThat(refused).succeedsWithin(Duration.ofSeconds(10));
    assertThat(lease.state()).isEqualTo(LeaseState.RELEASED);
    assertThat(backend.releases).hasSize(2);
  }

  @Test
  void close_byAnInterruptedThread_releasesAndKeepsTheInterrupt() {
    Lease lease = acquire();
    Thread.currentThread().interrupt();

    client.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(lease.state()).isEqualTo(LeaseState.RELEASED);
    assertThat(backend.releases).hasSize(1);
  }

  @Test
  void close_ofABackendThatFails_endsTheThreadsAllTheSame() {
    acquire().releaseAsync();
    assertThat(ports.pending()).isPositive();
    backend.failureToClose = new IllegalStateException("thrown by the backend");

    assertThatThrownBy(client::close).isSameAs(backend.failureToClose);

    assertThat(ports.pending()).isZero();
  }

  @Test
  void grantThatLandsAfterClose_isReleased() {
    CompletableFuture<Lease> asked = client.lock("job").acquireAsync().toCompletableFuture();
    client.close();
    int before = backend.releases.size();

    backend.lastQuestion().answer().complete(new Granted(1, ports.nanoTime()));

    assertThat(asked).isCompletedExceptionally();
    assertThat(backend.releases).hasSize(before + 1);
  }
}
