package io.holdfast.lock.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockUnavailableException;
import io.holdfast.lock.ReleaseResult;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A server that stops, dies or forgets, and a wire that is cut or stalled. */
class RedisOutageIT {

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends Outage {
    @Override
    TestServer start(String... config) {
      return EmbeddedServer.start(config);
    }
  }

  @Nested
  @DisplayName("[real]")
  class Real extends Outage {
    @Override
    TestServer start(String... config) {
      return RealServer.start(config);
    }
  }

  abstract static class Outage extends ServerFixture {

    private static final LockOptions SHORT =
        LockOptions.builder().leaseTime(Duration.ofMillis(600)).build();

    // ---- the server

    @Test
    void serverThatStopsForLongerThanTheLeaseTime_losesTheLeaseAloud_andServesAgain()
        throws Exception {
      LockClient client = connect();
      CountDownLatch told = new CountDownLatch(1);
      Lease lease = client.lock(NAME, SHORT).acquire().onLost(loss -> told.countDown());

      server.stop();
      assertThat(told.await(10, SECONDS)).isTrue();
      server.resume();

      assertThat(lease.state()).isEqualTo(LeaseState.LOST);
      try (Lease next = client.lock(NAME).acquire()) {
        assertThat(next.fencingToken()).isGreaterThan(lease.fencingToken());
      }
    }

    @Test
    void acquire_onAStoppedServer_isUnavailableWhenItsTimeIsUp_andLeavesNothing() throws Exception {
      LockClient client = connect();
      server.stop();

      assertThatThrownBy(() -> client.lock(NAME).tryAcquire(Duration.ofMillis(1_500)))
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("'" + NAME + "'")
          .hasMessageContaining(server.uri())
          .hasMessageContaining("gave no answer in time; check its load and the network");

      server.resume(); // It now serves the question that was given up, and then its release.
      assertThatTheLockIsFree();
    }

    @Test
    void serverThatRestartsEmpty_losesTheLeaseAloud_andTokensStillRise() throws Exception {
      LockClient client = connect();
      Lease lease = client.lock(NAME, SHORT).acquire();
      CountDownLatch told = new CountDownLatch(1);
      lease.onLost(loss -> told.countDown());

      server.restart();

      assertThat(told.await(10, SECONDS)).isTrue();
      try (Lease next = client.lock(NAME).acquire()) {
        assertThat(next.fencingToken()).isGreaterThan(lease.fencingToken());
      }
    }

    @Test
    void serverThatRestartsEmpty_grantsToTheWaiterThatItForgot() throws Exception {
      Lease forgotten = acquire(connect(), NAME);
      LockClient client = connect();
      CompletableFuture<Lease> waiter = client.lock(NAME).acquireAsync().toCompletableFuture();
      await().until(() -> command("ZCARD", KEY + ":queue").equals(":1\r\n"));

      server.restart();

      assertThat(waiter.get(10, SECONDS).fencingToken()).isGreaterThan(forgotten.fencingToken());
    }

    @Test
    void acquire_onADeadServer_isUnavailable_andTheClientRecoversWithIt() throws Exception {
      LockClient client = connect();
      server.kill();

      assertThatThrownBy(() -> client.lock(NAME).tryAcquire())
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("no connection to " + server.uri())
          .hasMessageContaining("check that it runs and can be reached");

      server.restart();
      assertThat(client.lock(NAME).tryAcquire(Duration.ofSeconds(10))).isPresent();
    }

    @Test
    void close_onAStoppedServer_doesNotHang() throws Exception {
      LockClient client = connect();
      Lease lease = client.lock(NAME).acquire();
      server.stop();

      Future<?> closed = threads.submit(client::close);

      closed.get(20, SECONDS);
      assertThat(lease.isHeld()).isFalse();
      server.resume();
    }

    // ---- the wire

    @Test
    void cutAfterTheAcquireWasApplied_isHealedByAskingAgain() throws Exception {
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      CountDownLatch lost = link.cutBeforeTheReplyTo(KEY);

      try (Lease lease = client.lock(NAME).acquire()) {
        assertThat(lost.await(10, SECONDS)).isTrue();
        assertThat(lease.isHeld()).isTrue();
        assertThat(command("PTTL", KEY)).doesNotStartWith(":-");
      }
      assertThatTheLockIsFree();
    }

    @Test
    void cutAfterATryWasApplied_isUnavailable_andLeavesNoOrphan() throws Exception {
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      CountDownLatch lost = link.cutBeforeTheReplyTo(KEY);

      assertThatThrownBy(() -> client.lock(NAME).tryAcquire())
          .isInstanceOf(LockUnavailableException.class);

      assertThat(lost.await(10, SECONDS)).isTrue();
      assertThatTheLockIsFree();
    }

    @Test
    void cutAfterTheReleaseWasApplied_isUnconfirmed_andTheLockIsFree() throws Exception {
      FaultyLink link = link();
      Lease lease = acquire(connectThrough(link), NAME);
      link.cutBeforeTheReplyTo(KEY);

      assertThat(lease.release()).isEqualTo(ReleaseResult.UNCONFIRMED);

      assertThatTheLockIsFree();
    }

    @Test
    void cutBeforeTheReleaseIsSent_isReleasedAfterTheReconnect() throws Exception {
      FaultyLink link = link();
      Lease lease = acquire(connectThrough(link), NAME);
      link.refuseConnections();
      link.cut();
      await().until(() -> lease.release() != ReleaseResult.RELEASED);

      link.acceptConnections();

      assertThatTheLockIsFree();
    }

    @Test
    void cutForLessThanTheLeaseTime_putsTheLeaseAtRisk_andKeepsIt() throws Exception {
      FaultyLink link = link();
      LockOptions options = LockOptions.builder().leaseTime(Duration.ofSeconds(3)).build();
      Lease lease = connectThrough(link).lock(NAME, options).acquire();
      link.refuseConnections();
      link.cut();
      await().until(() -> lease.state() == LeaseState.AT_RISK);

      link.acceptConnections();

      await().until(() -> lease.state() != LeaseState.AT_RISK);
      assertThat(lease.state()).isEqualTo(LeaseState.HELD);
    }

    @Test
    void repliesStalledToTheDeadline_isUnavailable_andTheLateGrantIsReleased() throws Exception {
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      link.stallReplies();

      assertThatThrownBy(() -> client.lock(NAME).tryAcquire(Duration.ofMillis(200)))
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("no answer within PT0.2S");

      link.resumeReplies();
      assertThatTheLockIsFree();
    }

    @Test
    void interruptWhileTheGrantIsUnderWay_throws_andTheGrantIsReleased() throws Exception {
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      link.stallReplies();
      AtomicReference<Thread> asking = new AtomicReference<>();
      Future<Lease> waiter =
          threads.submit(
              () -> {
                asking.set(Thread.currentThread());
                return client.lock(NAME).acquire();
              });
      await().until(() -> command("EXISTS", KEY).equals(":1\r\n"));

      asking.get().interrupt();

      assertThatThrownBy(() -> waiter.get(10, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThatTheLockIsFree();
      link.resumeReplies();
    }

    @Test
    void cancelWhileTheGrantIsUnderWay_releasesTheGrant() throws Exception {
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      link.stallReplies();
      CompletableFuture<Lease> waiter = client.lock(NAME).acquireAsync().toCompletableFuture();
      await().until(() -> command("EXISTS", KEY).equals(":1\r\n"));

      waiter.cancel(true);

      assertThatTheLockIsFree();
      link.resumeReplies();
    }

    @Test
    void closeWhileTheGrantIsUnderWay_releasesTheGrant() throws Exception {
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      link.stallReplies();
      CompletableFuture<Lease> waiter = client.lock(NAME).acquireAsync().toCompletableFuture();
      await().until(() -> command("EXISTS", KEY).equals(":1\r\n"));

      client.close();

      assertThat(waiter).isCompletedExceptionally();
      assertThatTheLockIsFree();
    }

    @Test
    void inboxCutWhileWaiting_missesTheMessage_andGetsTheLockAllTheSame() throws Exception {
      Lease held = acquire(connect(), NAME);
      FaultyLink link = link();
      LockClient client = connectThrough(link);
      CompletableFuture<Lease> waiter = client.lock(NAME).acquireAsync().toCompletableFuture();
      await().until(() -> command("ZCARD", KEY + ":queue").equals(":1\r\n"));
      link.stallReplies(); // Heard by the server's count, never by the client.

      held.release();
      assertThat(waiter).isNotDone();
      link.cut();
      link.resumeReplies();

      assertThat(waiter.get(10, SECONDS).isHeld()).isTrue();
    }

    @Test
    void callersOwnClientThatBuffers_sendsNothingLate_afterTheAcquireWasGivenUp() throws Exception {
      FaultyLink link = link();
      RedisClient own = RedisClient.create("redis://127.0.0.1:" + link.port());
      closed(own::shutdown);
      LockClient client =
          connect(RedisLocks.builder().client(own).requestTimeout(Duration.ofMillis(300)));
      assertThat(client.lock("warm-up").tryAcquire()).isPresent();
      link.refuseConnections();
      link.cut();

      assertThatThrownBy(() -> client.lock(NAME).tryAcquire())
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("the caller's Redis client");

      link.acceptConnections();
      assertThat(client.lock("afterwards").tryAcquire(Duration.ofSeconds(20))).isPresent();
      assertThatTheLockIsFree();
    }
  }
}
