package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionUnitTest {

  private final VirtualServer server = new VirtualServer();
  private final VirtualClient client = server.client();
  private final List<List<String>> units = new ArrayList<>();

  @BeforeEach
  void listen() {
    server
        .engine()
        .sink(effects -> units.add(effects.stream().map(ExecutionUnitTest::text).toList()));
  }

  @Test
  void close_aWrite_isOneUnitOfOneEffect() {
    client.line("SET k v");

    assertThat(units).containsExactly(List.of("0 SET k v"));
  }

  @Test
  void close_whatChangesNothing_hasNoEffect() {
    client.line("GET k");
    client.line("DEL k");
    client.line("SET k v XX");

    assertThat(units).isEmpty();
  }

  @Test
  void close_aTransaction_isOneUnit() {
    client.line("MULTI");
    client.line("SET a 1");
    client.line("GET a");
    client.line("INCR a");
    client.line("EXEC");

    assertThat(units).containsExactly(List.of("0 SET a 1", "0 INCR a"));
  }

  @Test
  void close_relativeTimes_areMadeAbsolute() {
    long now = server.host().wallMillis();
    client.line("SET k v EX 10");
    client.line("EXPIRE k 20");

    assertThat(units)
        .containsExactly(
            List.of("0 SET k v PXAT " + (now + 10_000)),
            List.of("0 PEXPIREAT k " + (now + 20_000)));
  }

  @Test
  void close_aKeyExpires_isItsRemoval() {
    client.line("SET k v PX 10");
    units.clear();

    server.advance(Duration.ofMillis(200));

    assertThat(units).containsExactly(List.of("0 DEL k"));
  }

  @Test
  void close_aKeyExpiresAsItIsRead_isItsRemoval() {
    VirtualServer timeless = new VirtualServer("enable-debug-command", "yes");
    VirtualClient reader = timeless.client();
    reader.line("DEBUG SET-ACTIVE-EXPIRE 0");
    reader.line("SET k v PX 10");
    timeless
        .engine()
        .sink(effects -> units.add(effects.stream().map(ExecutionUnitTest::text).toList()));
    timeless.advance(Duration.ofSeconds(1));
    assertThat(units).isEmpty();

    reader.line("GET k");

    assertThat(units).containsExactly(List.of("0 DEL k"));
  }

  @Test
  void close_anEffectOfAnotherDatabase_saysSo() {
    client.line("SELECT 3");
    client.line("SET k v");

    assertThat(units).containsExactly(List.of("3 SET k v"));
  }

  @Test
  void close_events_areToldAfterTheUnitInTheirOrder() {
    VirtualClient listener = server.client();
    client.line("CONFIG SET notify-keyspace-events KEA");
    listener.line("PSUBSCRIBE __key*__:*");
    client.line("MULTI");
    client.line("SET a 1");
    client.line("DEL a");
    assertThat(listener.read()).isEmpty();

    client.line("EXEC");

    assertThat(listener.read().lines().filter(line -> line.startsWith("__")))
        .containsExactly(
            "__key*__:*", "__keyspace@0__:a",
            "__key*__:*", "__keyevent@0__:set",
            "__key*__:*", "__keyspace@0__:a",
            "__key*__:*", "__keyevent@0__:del");
  }

  private static String text(Effect effect) {
    return effect.database()
        + " "
        + Arrays.stream(effect.words()).map(Bytes::text).collect(Collectors.joining(" "));
  }
}
