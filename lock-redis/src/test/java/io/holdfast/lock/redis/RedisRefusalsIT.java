package io.holdfast.lock.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseEnd;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockUnavailableException;
import io.holdfast.lock.LossReason;
import io.holdfast.lock.ReleaseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A server that answers, with an error: one clear sentence, at once or when the wait is over. */
class RedisRefusalsIT {

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends Refusals {
    @Override
    TestServer start(String... config) {
      return EmbeddedServer.start(config);
    }
  }

  @Nested
  @DisplayName("[real]")
  class Real extends RefusalsOfAWholeServer {
    @Override
    TestServer start(String... config) {
      return RealServer.start(config);
    }
  }

  abstract static class Refusals extends ServerFixture {

    private static final LockOptions SHORT =
        LockOptions.builder().leaseTime(Duration.ofMillis(900)).build();

    @Override
    String[] config() {
      return new String[] {"--enable-debug-command", "yes"};
    }

    void assertUnavailable(LockClient client, String... parts) {
      assertThatThrownBy(() -> client.lock(NAME).tryAcquire())
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("'" + NAME + "'")
          .hasMessageContaining(server.uri())
          .hasMessageContainingAll(parts);
    }

    CompletableFuture<Lease> waiting(LockClient client) {
      CompletableFuture<Lease> waiter = client.lock(NAME).acquireAsync().toCompletableFuture();
      assertThat(waiter).isNotDone();
      return waiter;
    }

    // ---- what passes: tried again until the deadline

    @Test
    void outOfMemory_isTold_andHeldLeasesAreStillRenewedAndReleased() throws Exception {
      LockClient client = connect();
      Lease held = client.lock("held", SHORT).acquire();
      Lease handedOver = client.lock(NAME).acquire();
      CompletableFuture<Lease> waiter = connect().lock(NAME).acquireAsync().toCompletableFuture();
      await().until(() -> command("ZCARD", KEY + ":queue").equals(":1\r\n"));
      command("CONFIG", "SET", "maxmemory", "1");

      assertThatThrownBy(() -> client.lock("other").tryAcquire())
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("said OOM: its memory is full; raise maxmemory or free some");
      // Longer than the lease time, in which the watchdog has to come through.
      assertThatThrownBy(() -> client.lock("other").tryAcquire(Duration.ofSeconds(2)))
          .isInstanceOf(LockUnavailableException.class);

      assertThat(held.state()).isEqualTo(LeaseState.HELD);
      assertThat(held.release()).isEqualTo(ReleaseResult.RELEASED);
      assertThat(handedOver.release()).isEqualTo(ReleaseResult.RELEASED);
      assertThat(waiter.get(10, SECONDS).fencingToken()).isGreaterThan(handedOver.fencingToken());
    }

    // ---- what a client heals by itself

    @Test
    void scriptFlush_isHealedByTheNextRequest() throws Exception {
      LockClient client = connect();
      Lease lease = client.lock(NAME, SHORT).acquire();
      command("SCRIPT", "FLUSH");

      assertThat(client.lock("other").tryAcquire()).isPresent();
      assertThat(lease.release()).isEqualTo(ReleaseResult.RELEASED);
    }

    // ---- what needs somebody's hand: told at once, however long the wait

    @Test
    void somethingElseUnderTheLocksKey_isTold_andLeftAlone() {
      LockClient client = connect();
      command("RPUSH", KEY, "not", "a", "lock");

      assertThatThrownBy(() -> client.lock(NAME).acquire())
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining(
              "said WRONGTYPE: something else is stored under the lock's key; choose another name"
                  + " or prefix");
      assertThat(command("LLEN", KEY)).isEqualTo(":3\r\n");
    }

    @Test
    void somethingElsePutUnderAHeldLocksKey_losesTheLease() throws Exception {
      Lease lease = connect().lock(NAME, SHORT).acquire();
      command("DEL", KEY);
      command("RPUSH", KEY, "not", "a", "lock");

      LeaseEnd end = lease.ended().toCompletableFuture().get(10, SECONDS);

      assertThat(end).isEqualTo(new LeaseEnd.Lost(LossReason.TAKEN_OVER));
    }

    @Test
    void somethingElsePutUnderAHeldLocksKey_isLeftAloneByTheRelease() {
      Lease lease = acquire(connect(), NAME);
      command("DEL", KEY);
      command("RPUSH", KEY, "not", "a", "lock");

      assertThat(lease.release()).isEqualTo(ReleaseResult.NOT_OWNER);

      assertThat(command("LLEN", KEY)).isEqualTo(":3\r\n");
    }

    @Test
    void nonsenseUnderTheFencingCounter_isTold_andNoLockIsHeld() {
      LockClient client = connect();
      command("SET", "holdfast:fence", "9007199254740991");

      assertThatThrownBy(() -> client.lock(NAME).acquire())
          .isInstanceOf(LockUnavailableException.class)
          .hasMessageContaining("the fencing counter holdfast:fence is beyond 2^53");

      assertThat(command("EXISTS", KEY)).isEqualTo(":0\r\n");
    }
  }

  /** What takes replication, persistence or users, which the embedded server does not have yet. */
  abstract static class RefusalsOfAWholeServer extends Refusals {

    @Test
    void readOnly_isToldToWhoAsksOnce_andWaitedForByOthers() throws Exception {
      LockClient client = connect();
      command("REPLICAOF", "127.0.0.1", "1");

      assertUnavailable(client, "said READONLY", "point the client at the master");
      CompletableFuture<Lease> waiter = waiting(client);
      command("REPLICAOF", "NO", "ONE");

      assertThat(waiter.get(10, SECONDS).isHeld()).isTrue();
    }

    @Test
    void tooFewReplicas_areTold() {
      LockClient client = connect();
      command("CONFIG", "SET", "min-replicas-to-write", "1");

      assertUnavailable(client, "said NOREPLICAS", "see min-replicas-to-write");
    }

    @Test
    void diskThatCannotBeWritten_isTold() throws Exception {
      Path dir = Files.createTempDirectory("holdfast-gone");
      server = closed(start("--dir", dir.toString()));
      LockClient client = connect();
      Files.delete(dir);
      command("CONFIG", "SET", "save", "3600 1");
      command("BGSAVE");
      await().until(() -> command("INFO", "persistence").contains("rdb_last_bgsave_status:err"));

      assertUnavailable(client, "said MISCONF: it cannot write to its disk; look at its log");
    }

    @Test
    void loading_isToldToWhoAsksOnce_andWaitedForByOthers() throws Exception {
      LockClient client = connect();
      command("DEBUG", "POPULATE", "3000", "key", "1000");
      command("CONFIG", "SET", "loading-process-events-interval-bytes", "1024");
      command("CONFIG", "SET", "key-load-delay", "500");
      Future<String> reload = threads.submit(() -> command("DEBUG", "RELOAD"));
      await().until(() -> command("PING").startsWith("-LOADING"));

      assertUnavailable(client, "said LOADING: it is starting; wait until it has loaded its data");
      CompletableFuture<Lease> waiter = waiting(client);
      command("CONFIG", "SET", "key-load-delay", "0");

      assertThat(waiter.get(20, SECONDS).isHeld()).isTrue();
      assertThat(reload.get(20, SECONDS)).isEqualTo("+OK\r\n");
    }

    @Test
    void userWithoutTheRight_isTold() {
      command("ACL", "SETUSER", "weak", "on", ">pw", "~*", "&*", "+@all", "-eval", "-evalsha");
      LockClient client =
          connect(RedisLocks.builder().uri("redis://weak:pw@127.0.0.1:" + server.port()));

      assertUnavailable(
          client, "said NOPERM: allow the user the commands and keys that locks need");
    }
  }
}
