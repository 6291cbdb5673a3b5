package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.RespClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The scripts by themselves: who gets the lock, who is told, and what a request does that is served
 * twice. A value that waits is named by a letter, and so is its client's inbox.
 */
class HandOverIT {

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends HandOver {
    @Override
    TestServer start(String... config) {
      return EmbeddedServer.start(config);
    }
  }

  @Nested
  @DisplayName("[real]")
  class Real extends HandOver {
    @Override
    TestServer start(String... config) {
      return RealServer.start(config);
    }
  }

  abstract static class HandOver extends ServerFixture {

    private static final String QUEUE = KEY + ":queue";
    private static final String FENCE = "holdfast:fence";

    private RespClient redis;

    @BeforeEach
    void open() {
      redis = closed(RespClient.connect(server.port()));
    }

    private List<Long> run(RedisScript script, String value, long waitMillis, boolean countsAll) {
      String reply =
          redis.command(
              "EVAL",
              script.text(),
              "3",
              KEY,
              QUEUE,
              FENCE,
              value,
              "60000",
              Long.toString(waitMillis),
              "inbox:" + value,
              countsAll ? "1" : "0");
      assertThat(reply).startsWith("*");
      return reply
          .lines()
          .filter(line -> line.startsWith(":"))
          .map(line -> Long.parseLong(line.substring(1)))
          .toList();
    }

    private List<Long> acquire(String value) {
      return run(Script.ACQUIRE, value, 60_000, true);
    }

    private long release(String value) {
      return run(Script.RELEASE, value, 60_000, true).get(0);
    }

    private String holder() {
      return redis.command("GET", KEY).lines().skip(1).findFirst().orElse("nobody");
    }

    private RespClient listenTo(String value) {
      RespClient client = closed(RespClient.connect(server.port()));
      assertThat(client.command("SUBSCRIBE", "inbox:" + value)).startsWith("*3");
      return client;
    }

    @Test
    void release_grantsTheFirstWhoWaits_andTellsItsClientTheGrant() {
      RespClient inbox = listenTo("b");
      listenTo("c");
      long first = acquire("a").get(1);
      acquire("b");
      acquire("c");

      assertThat(release("a")).isEqualTo(1);

      assertThat(holder()).isEqualTo("b");
      List<String> message = inbox.reply().lines().toList();
      assertThat(message.get(message.size() - 1)).matches("\\d{16} \\d{16} b");
      String told = message.get(message.size() - 1);
      assertThat(Long.parseLong(told.substring(0, 16))).isGreaterThan(first);
      assertThat(redis.command("ZCARD", QUEUE)).isEqualTo(":1\r\n");
    }

    @Test
    void release_withNobodyWaiting_publishesNothing_andLeavesTheCounterOnly() {
      acquire("a");
      redis.command("CONFIG", "RESETSTAT");

      assertThat(release("a")).isEqualTo(1);

      assertThat(redis.command("INFO", "commandstats")).doesNotContain("cmdstat_publish");
      assertThat(redis.command("DBSIZE")).isEqualTo(":1\r\n");
      assertThat(redis.command("TTL", FENCE)).isEqualTo(":-1\r\n");
    }

    @Test
    void release_passesOverWaitersWhoseClientIsGone() {
      listenTo("d");
      acquire("a");
      acquire("b");
      acquire("c");
      acquire("d");

      release("a");

      assertThat(holder()).isEqualTo("d");
      assertThat(redis.command("EXISTS", QUEUE)).isEqualTo(":0\r\n");
    }

    @Test
    void release_withOnlyDeadWaiters_freesTheLock() {
      acquire("a");
      acquire("b");

      release("a");

      assertThat(holder()).isEqualTo("nobody");
    }

    @Test
    void release_whereReceiversAreNotCounted_takesEveryWaiterToHaveHeard() {
      run(Script.ACQUIRE, "a", 60_000, false);
      run(Script.ACQUIRE, "b", 60_000, false);

      run(Script.RELEASE, "a", 60_000, false);

      assertThat(holder()).isEqualTo("b");
    }

    @Test
    void release_passesOverAWaiterWhoseTimeIsOver() {
      listenTo("b");
      acquire("a");
      acquire("b");
      // Queued an hour ago: its minute is over by the server's own clock.
      String entry = redis.command("ZRANGE", QUEUE, "0", "0").lines().toList().get(2);
      redis.command("ZINCRBY", QUEUE, "-3600000000", entry);

      release("a");

      assertThat(holder()).isEqualTo("nobody");
    }

    @Test
    void acquire_ofALockThatRanOut_comesAfterThoseWhoWaited() {
      listenTo("b");
      acquire("a");
      acquire("b");
      redis.command("DEL", KEY); // As its lease time would.

      List<Long> late = acquire("c");

      assertThat(late.get(0)).isZero();
      assertThat(holder()).isEqualTo("b");
    }

    @Test
    void acquire_byTheFirstWhoWaits_afterTheLockRanOut_isGranted() {
      acquire("a");
      acquire("b");
      acquire("c");
      redis.command("DEL", KEY);

      assertThat(acquire("b").get(0)).isEqualTo(1);

      assertThat(redis.command("ZCARD", QUEUE)).isEqualTo(":1\r\n");
    }

    @Test
    void acquire_servedTwice_isOneGrantWithALaterToken() {
      long first = acquire("a").get(1);

      List<Long> again = acquire("a");

      assertThat(again.get(0)).isEqualTo(1);
      assertThat(again.get(1)).isGreaterThan(first);
      assertThat(redis.command("EXISTS", QUEUE)).isEqualTo(":0\r\n");
    }

    @Test
    void acquire_thatIsQueuedTwice_keepsItsPlace() {
      listenTo("b");
      listenTo("c");
      acquire("a");
      acquire("b");
      acquire("c");
      acquire("b");

      release("a");

      assertThat(holder()).isEqualTo("b");
    }

    @Test
    void release_servedTwice_harmsNobody() {
      listenTo("b");
      acquire("a");
      acquire("b");
      release("a");

      assertThat(release("a")).isEqualTo(2);
      assertThat(holder()).isEqualTo("b");
      release("b");
      assertThat(release("b")).isEqualTo(3);
    }

    @Test
    void release_byAWaiter_takesItOutOfTheQueue() {
      listenTo("b");
      acquire("a");
      acquire("b");

      assertThat(release("b")).isEqualTo(2);
      release("a");

      assertThat(holder()).isEqualTo("nobody");
    }

    @Test
    void queue_neverOutlivesThoseWhoWaitInIt_norTheyIt() {
      acquire("a");
      run(Script.ACQUIRE, "b", 5_000, true);
      assertThat(ttlOfTheQueue()).isBetween(1L, 5_000L);
      run(Script.ACQUIRE, "c", 50_000, true);
      run(Script.ACQUIRE, "d", 5_000, true);

      assertThat(ttlOfTheQueue()).isBetween(5_001L, 50_000L);
    }

    private long ttlOfTheQueue() {
      return Long.parseLong(redis.command("PTTL", QUEUE).substring(1).trim());
    }

    @Test
    void fencingTokens_riseByOneWhereTheServersClockIsBehind() {
      redis.command("SET", FENCE, "8000000000000000");

      assertThat(acquire("a").get(1)).isEqualTo(8_000_000_000_000_001L);
      release("a");
      assertThat(acquire("b").get(1)).isEqualTo(8_000_000_000_000_002L);
    }

    @Test
    void fencingTokens_riseAlthoughTheCounterWasLost() {
      List<Long> tokens = new ArrayList<>();
      for (String value : List.of("a", "b", "c")) {
        tokens.add(acquire(value).get(1));
        release(value);
        redis.command("DEL", FENCE);
      }

      assertThat(tokens).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void renew_judgesEachLockByItself() {
      redis.command("SET", "mine", "a", "PX", "1000");
      redis.command("SET", "theirs", "b");
      redis.command("RPUSH", "list", "a");

      String reply =
          redis.command(
              "EVAL",
              Script.RENEW.text(),
              "4",
              "mine",
              "theirs",
              "gone",
              "list",
              "a",
              "60000",
              "a",
              "60000",
              "a",
              "60000",
              "a",
              "60000");

      assertThat(reply).isEqualTo("*4\r\n:1\r\n:2\r\n:3\r\n:2\r\n");
      assertThat(redis.command("PTTL", "mine")).matches(":[56]\\d{4}\r\n");
      assertThat(redis.command("TTL", "theirs")).isEqualTo(":-1\r\n");
    }
  }
}
