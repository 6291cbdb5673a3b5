package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final String REFUSED =
      "-OOM command not allowed when used memory > 'maxmemory'.\r\n";

  private final VirtualServer server = new VirtualServer();
  private final VirtualClient client = server.client();

  @Test
  void refusal_memoryIsFull_comesBeforeAnyEffect() {
    client.line("SET k before");
    client.line("CONFIG SET maxmemory 1");

    String reply = client.line("SET k after");

    assertThat(reply).isEqualTo(REFUSED);
    assertThat(client.line("GET k")).isEqualTo("$6\r\nbefore\r\n");
  }

  @Test
  void refusal_commandThatNeedsNoMemory_passes() {
    client.line("SET k v");
    client.line("CONFIG SET maxmemory 1");

    assertThat(client.line("EXPIRE k 10")).isEqualTo(":1\r\n");
    assertThat(client.line("DEL k")).isEqualTo(":1\r\n");
  }

  @Test
  void refusal_limitIsRaised_ends() {
    client.line("CONFIG SET maxmemory 1");
    client.line("CONFIG SET maxmemory 100mb");

    assertThat(client.line("SET k v")).isEqualTo("+OK\r\n");
  }

  @Test
  void refusal_inTransaction_anyCommandIsRefusedAndExecAborts() {
    client.line("CONFIG SET maxmemory 1");
    client.line("MULTI");

    assertThat(client.line("GET k")).isEqualTo(REFUSED);
    assertThat(client.line("EXEC")).startsWith("-EXECABORT ");
  }

  @Test
  void refusal_queuedBeforeMemoryWasFull_execIsRefusedAsAWhole() {
    client.line("MULTI");
    client.line("SET k v");
    server.client().line("CONFIG SET maxmemory 1");

    assertThat(client.line("EXEC")).startsWith("-EXECABORT ").contains("OOM command not allowed");
    assertThat(client.line("GET k")).isEqualTo("$-1\r\n");
  }

  @Test
  void usedBytes_keyIsRemoved_areAsBefore() {
    long before = server.engine().memory().usedBytes();
    client.line("SET k v EX 100");
    client.line("APPEND k vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv");
    assertThat(server.engine().memory().usedBytes()).isGreaterThan(before + 100);

    client.line("DEL k");

    assertThat(server.engine().memory().usedBytes()).isEqualTo(before);
  }

  @Test
  void usedBytes_databasesSwappedAndFlushed_goWithTheirKeys() {
    long before = server.engine().memory().usedBytes();
    client.line("SET k v");
    client.line("SWAPDB 0 1");
    client.line("FLUSHDB");
    assertThat(server.engine().memory().usedBytes()).isGreaterThan(before);

    client.line("SELECT 1");
    client.line("FLUSHDB");

    assertThat(server.engine().memory().usedBytes()).isEqualTo(before);
  }

  @Test
  void eviction_leastRecentlyUsed_keepsWhatWasUsedLast() {
    fill(100);
    server.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 50; i++) {
      client.line("GET key:" + i);
    }

    evictHalfBy("allkeys-lru");

    assertThat(left(0, 50)).isGreaterThan(left(50, 100) + 30);
  }

  @Test
  void eviction_leastFrequentlyUsed_keepsWhatWasUsedOften() {
    client.line("CONFIG SET maxmemory-policy allkeys-lfu");
    fill(100);
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 50; i++) {
        client.line("GET key:" + i);
      }
    }

    evictHalfBy("allkeys-lfu");

    assertThat(left(0, 50)).isGreaterThan(left(50, 100) + 30);
  }

  @Test
  void eviction_volatileTtl_takesWhatExpiresSoonest() {
    fill(100);
    for (int i = 0; i < 100; i++) {
      client.line("EXPIRE key:" + i + " " + (i < 50 ? 10_000 + i : 100 + i));
    }

    evictHalfBy("volatile-ttl");

    assertThat(left(0, 50)).isGreaterThan(left(50, 100) + 30);
  }

  @Test
  void eviction_volatilePolicies_neverTakeWhatDoesNotExpire() {
    for (String policy : List.of("volatile-lru", "volatile-lfu", "volatile-random")) {
      client.line("CONFIG SET maxmemory 0");
      client.line("FLUSHALL");
      fill(100);
      for (int i = 50; i < 100; i++) {
        client.line("EXPIRE key:" + i + " 1000");
      }
      client.line("CONFIG SET maxmemory-policy " + policy);
      client.line("CONFIG SET maxmemory 1");

      assertThat(client.line("SET more v")).describedAs(policy).isEqualTo(REFUSED);
      assertThat(left(0, 50)).describedAs(policy).isEqualTo(50);
      assertThat(left(50, 100)).describedAs(policy).isZero();
    }
  }

  @Test
  void eviction_allKeysRandom_makesRoomForTheNext() {
    fill(100);

    evictHalfBy("allkeys-random");

    assertThat(client.line("SET more v")).isEqualTo("+OK\r\n");
  }

  @Test
  void eviction_aKeyGoes_isToldAndCounted() {
    VirtualClient listener = server.client();
    client.line("CONFIG SET notify-keyspace-events Ee");
    listener.line("SUBSCRIBE __keyevent@0__:evicted");
    client.line("SET k v");
    client.line("CONFIG SET maxmemory-policy allkeys-lru");

    client.line("CONFIG SET maxmemory 1");
    server.advance(Duration.ZERO);

    assertThat(listener.read()).endsWith("__keyevent@0__:evicted\r\n$1\r\nk\r\n");
    assertThat(server.engine().stats().evictedKeys()).isEqualTo(1);
  }

  private void fill(int keys) {
    for (int i = 0; i < keys; i++) {
      client.line("SET key:" + i + " " + "v".repeat(1_000));
    }
  }

  private void evictHalfBy(String policy) {
    long keys = server.engine().keyspace().usedBytes();
    client.line("CONFIG SET maxmemory-policy " + policy);
    client.line("CONFIG SET maxmemory " + (server.engine().memory().usedBytes() - keys / 2));
    server.advance(Duration.ZERO);
  }

  private long left(int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> client.line("EXISTS key:" + i).equals(":1\r\n"))
        .count();
  }
}
