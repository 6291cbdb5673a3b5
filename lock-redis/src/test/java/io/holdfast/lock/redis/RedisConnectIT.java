package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Opening and closing a client: one sentence that says where and what to do, and no thread left.
 */
class RedisConnectIT {

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends Connecting {
    @Override
    TestServer start(String... config) {
      return EmbeddedServer.start(config);
    }
  }

  @Nested
  @DisplayName("[real]")
  class Real extends ConnectingAsAUser {
    @Override
    TestServer start(String... config) {
      return RealServer.start(config);
    }
  }

  abstract static class Connecting extends ServerFixture {

    private static final String PASSWORD = "correct-horse";

    @Test
    void connect_toNobody_saysWhereAndWhatToCheck() {
      server.kill();

      assertThatThrownBy(() -> RedisLocks.connect(server.uri()))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith("Cannot open locks: no connection to " + server.uri())
          .hasMessageContaining("check that it runs and can be reached");
    }

    @Test
    void connect_toAServerThatGivesNoAnswer_saysSoInTime() throws Exception {
      server.stop();
      RedisLocks.Builder builder =
          RedisLocks.builder().uri(server.uri()).requestTimeout(Duration.ofMillis(300));

      CompletableFuture<LockClient> connecting =
          CompletableFuture.supplyAsync(builder::connect, threads);

      assertThat(connecting)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .withRootCauseInstanceOf(RuntimeException.class)
          .withMessageContaining(server.uri() + " gave no answer in time");
      server.resume();
    }

    @Test
    void connect_withAWrongPassword_saysSoWithoutRepeatingIt() {
      command("CONFIG", "SET", "requirepass", PASSWORD);

      assertThatThrownBy(() -> RedisLocks.connect("redis://:battery@127.0.0.1:" + server.port()))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("said WRONGPASS: check the user name and password")
          .hasMessageNotContaining("battery");
    }

    @Test
    void connect_withoutThePassword_saysSo() {
      command("CONFIG", "SET", "requirepass", PASSWORD);

      assertThatThrownBy(() -> RedisLocks.connect(server.uri()))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("said NOAUTH: give the client a user name and password");
    }

    @Test
    void connect_throughTheCallersClient_thatGetsOneConnectionOnly_leavesNone() {
      RedisClient own = RedisClient.create(server.uri());
      closed(own::shutdown);
      // One for the commands; the inbox is refused. Looking costs one, too.
      command("CONFIG", "SET", "maxclients", "2");
      RedisLocks.Builder builder = RedisLocks.builder().client(own);

      try (io.holdfast.server.testing.RespClient watching =
          io.holdfast.server.testing.RespClient.connect(server.port())) {
        assertThat(watching.command("PING")).isEqualTo("+PONG\r\n");
        assertThatThrownBy(builder::connect)
            .isInstanceOf(BackendException.class)
            .hasMessageStartingWith("Cannot open locks: ");
        await().until(() -> watching.command("INFO", "clients").contains("connected_clients:1\r"));
      }
    }

    @Test
    void close_ofTheLocks_leavesTheCallersClientOpen() throws Exception {
      RedisClient own = RedisClient.create(server.uri());
      closed(own::shutdown);
      try (LockClient client = RedisLocks.builder().client(own).connect();
          Lease lease = client.lock(NAME).acquire()) {
        assertThat(lease.isHeld()).isTrue();
      }

      await().until(() -> connections() == 1);
      assertThat(own.connect().sync().ping()).isEqualTo("PONG");
    }

    @Test
    void close_endsEveryThreadAndConnection() {
      Set<Thread> before = threadsNow();
      LockClient client = RedisLocks.connect(server.uri());
      assertThat(acquire(client, NAME).release()).isNotNull();

      client.close();

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
      await().until(() -> connections() == 1);
    }

    @Test
    void connectThatFails_endsEveryThread() {
      Set<Thread> before = threadsNow();
      server.kill();

      assertThatThrownBy(() -> RedisLocks.connect(server.uri()))
          .isInstanceOf(BackendException.class);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    }

    private static Set<Thread> threadsNow() {
      return Thread.getAllStackTraces().keySet();
    }

    /** Ours and Lettuce's; Netty's one global thread ends by itself after a second. */
    private static Set<String> newThreads(Set<Thread> before) {
      return threadsNow().stream()
          .filter(thread -> !before.contains(thread))
          .map(Thread::getName)
          .filter(name -> name.contains("lettuce") || name.contains("holdfast"))
          .collect(Collectors.toSet());
    }

    /** How many there are, with the one that asks. */
    long connections() {
      return command("CLIENT", "LIST").lines().filter(line -> line.contains(" addr=")).count();
    }

    @Test
    void owner_isReadableInTheKey_andTheTokenStandsBeforeIt() throws Exception {
      LockClient client =
          connect(RedisLocks.builder().uri(server.uri()).owner("billing on host 7"));

      try (Lease lease = client.lock(NAME).acquire()) {
        assertThat(lease.isHeld()).isTrue();
        assertThat(command("GET", KEY)).matches("(?s).*\n[A-Za-z0-9_-]{22}@billing on host 7\r\n");
      }
    }

    @Test
    void keyPrefix_keepsApplicationsApart() throws Exception {
      LockClient one = connect(RedisLocks.builder().uri(server.uri()).keyPrefix("one"));
      LockClient two = connect(RedisLocks.builder().uri(server.uri()).keyPrefix("two:b"));

      try (Lease lease = one.lock(NAME).acquire()) {
        assertThat(lease.isHeld()).isTrue();
        assertThat(two.lock(NAME).tryAcquire()).isPresent();
        assertThat(command("EXISTS", "one:{job}", "two:b:{job}")).isEqualTo(":2\r\n");
      }
    }
  }

  /** What takes users, which the embedded server does not have yet. */
  abstract static class ConnectingAsAUser extends Connecting {

    @Test
    void connect_withoutTheRightToSubscribe_saysSo_andLeavesNoConnection() {
      command("ACL", "SETUSER", "deaf", "on", ">pw", "~*", "resetchannels", "+@all");

      assertThatThrownBy(() -> RedisLocks.connect("redis://deaf:pw@127.0.0.1:" + server.port()))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith("Cannot open locks: ")
          .hasMessageContaining("said NOPERM");
      await().until(() -> connections() == 1);
    }
  }
}
