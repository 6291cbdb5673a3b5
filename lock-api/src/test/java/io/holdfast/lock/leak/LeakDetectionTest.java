package io.holdfast.lock.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import io.holdfast.lock.testkit.MemoryBackend;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Stands outside the library's packages, as callers do. */
class LeakDetectionTest {

  private final VirtualPorts ports = new VirtualPorts();
  private final MemoryBackend.Store store = new MemoryBackend.Store(ports);
  private final LeasingClient client =
      LeasingClient.over(new MemoryBackend(store), LockOptions.defaults(), ports);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("io.holdfast.lock.engine.LeakDetector");

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void droppedLease_isReportedWithItsPlaceOfAcquisition_andRunsOut() throws Exception {
    acquireAndDrop();

    assertReportedAndRunOut("LeakDetectionTest.acquireAndDrop");
  }

  private void acquireAndDrop() throws InterruptedException {
    assertThat(client.lock("forgotten").acquire().isHeld()).isTrue();
  }

  @Test
  void droppedLeaseOfAnAsyncCall_isReportedWithThePlaceOfTheCall() {
    acquireAsyncAndDrop();

    assertReportedAndRunOut("LeakDetectionTest.acquireAsyncAndDrop");
  }

  private void acquireAsyncAndDrop() {
    assertThat(client.lock("forgotten").acquireAsync().toCompletableFuture()).isCompleted();
  }

  private void assertReportedAndRunOut(String place) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              ports.advance(Duration.ofSeconds(10));
              return !log.list.isEmpty();
            });
    ports.advance(Duration.ofSeconds(30));

    assertThat(log.list.get(0).getFormattedMessage()).contains("'forgotten'").contains(place);
    assertThat(store.isHeld("forgotten")).isFalse();
  }

  @Test
  void releasedLease_isNotReported() throws Exception {
    client.lock("released").acquire().release();

    System.gc();
    ports.advance(Duration.ofMinutes(10));

    assertThat(log.list).isEmpty();
  }
}
