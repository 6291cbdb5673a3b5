package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiryTest {

  @Test
  void expiry_timeIsOver_keyIsNeverSeen() {
    VirtualServer server = new VirtualServer();
    VirtualClient client = server.client();
    client.line("SET k v PX 100");

    server.advance(Duration.ofMillis(100));
    assertThat(client.line("PTTL k")).isEqualTo(":0\r\n");
    server.advance(Duration.ofMillis(1));

    assertThat(client.line("GET k")).isEqualTo("$-1\r\n");
  }

  @Test
  void expiry_periodic_removesKeysThatNobodyLooksFor() {
    VirtualServer server = new VirtualServer();
    VirtualClient client = server.client();
    for (int i = 0; i < 1_000; i++) {
      client.line("SET k" + i + " v PX 10");
    }

    server.advance(Duration.ofSeconds(1));

    assertThat(client.line("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(server.engine().stats().expiredKeys()).isEqualTo(1_000);
  }

  @Test
  void expiry_periodic_restsWhereNothingExpires() {
    VirtualServer server = new VirtualServer();
    server.client().line("SET k v PX 10");

    server.advance(Duration.ofSeconds(1));

    assertThat(server.host().pendingTimers()).isZero();
  }

  @Test
  void expiry_timed_removesEachKeyOnTime() {
    VirtualServer server = new VirtualServer("holdfast-expiry", "timed");
    VirtualClient client = server.client();
    client.line("SET a v PX 1000");
    client.line("SET b v PX 1010");

    server.advance(Duration.ofMillis(1_001));

    assertThat(client.line("DBSIZE")).isEqualTo(":1\r\n");
  }

  @Test
  void expiry_timed_aTimeThatWasChangedCounts() {
    VirtualServer server = new VirtualServer("holdfast-expiry", "timed");
    VirtualClient client = server.client();
    client.line("SET k v PX 10");
    client.line("PEXPIRE k 1000");

    server.advance(Duration.ofMillis(900));
    assertThat(client.line("DBSIZE")).isEqualTo(":1\r\n");
    server.advance(Duration.ofMillis(101));

    assertThat(client.line("DBSIZE")).isEqualTo(":0\r\n");
  }

  @Test
  void expiry_ofADay_passesAtOnce() {
    VirtualServer server = new VirtualServer();
    VirtualClient client = server.client();
    for (int i = 0; i < 24; i++) {
      client.line("SET hour" + i + " v EX " + i * 3_600 + 1);
    }

    server.advance(Duration.ofDays(10));

    assertThat(client.line("DBSIZE")).isEqualTo(":0\r\n");
  }

  @Test
  void wallClock_jumpsForward_keysExpire() {
    VirtualServer server = new VirtualServer();
    VirtualClient client = server.client();
    client.line("SET k v EX 60");

    server.host().jump(Duration.ofMinutes(2));

    assertThat(client.line("GET k")).isEqualTo("$-1\r\n");
  }
}
