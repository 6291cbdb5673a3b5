package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

  @Test
  void refusal_protectedModeAndFromElsewhere_isTurnedAway() {
    VirtualClient stranger = new VirtualServer().client("10.1.2.3:4567");

    assertThat(stranger.read()).startsWith("-DENIED Redis is running in protected mode ");
    assertThat(stranger.isClosed()).isTrue();
  }

  @Test
  void refusal_withPasswordOrWithoutProtection_letsStrangersIn() {
    assertThat(new VirtualServer("requirepass", "x").client("10.1.2.3:4567").line("PING"))
        .startsWith("-NOAUTH ");
    assertThat(new VirtualServer("protected-mode", "no").client("10.1.2.3:4567").line("PING"))
        .isEqualTo("+PONG\r\n");
  }

  @Test
  void timeout_clientSaysNothing_isClosed() {
    VirtualServer server = new VirtualServer("timeout", "10");
    VirtualClient idle = server.client();
    VirtualClient busy = server.client();
    server.advance(Duration.ofSeconds(9));
    busy.line("PING");

    server.advance(Duration.ofSeconds(3));

    assertThat(idle.isClosed()).isTrue();
    assertThat(busy.isClosed()).isFalse();
  }

  @Test
  void timeout_subscriberAndWaitingClient_areSpared() {
    VirtualServer server = new VirtualServer("timeout", "10");
    VirtualClient subscriber = server.client();
    VirtualClient waiting = server.client();
    subscriber.line("SUBSCRIBE c");
    waiting.line("WAIT 1 0");

    server.advance(Duration.ofMinutes(1));

    assertThat(subscriber.isClosed()).isFalse();
    assertThat(waiting.isClosed()).isFalse();
  }

  @Test
  void outputLimit_hard_closesWhoDoesNotRead() {
    VirtualServer server = new VirtualServer("client-output-buffer-limit", "pubsub 1000 0 0");
    VirtualClient slow = server.client();
    slow.line("SUBSCRIBE c");

    server.client().line("PUBLISH c " + "m".repeat(1_001));

    assertThat(slow.isClosed()).isTrue();
    assertThat(slow.read()).isEmpty();
  }

  @Test
  void outputLimit_soft_closesAfterItsTime() {
    VirtualServer server = new VirtualServer("client-output-buffer-limit", "pubsub 0 1000 10");
    VirtualClient slow = server.client();
    VirtualClient publisher = server.client();
    slow.line("SUBSCRIBE c");
    publisher.line("PUBLISH c " + "m".repeat(1_001));
    assertThat(slow.isClosed()).isFalse();
    server.advance(Duration.ofSeconds(10));

    publisher.line("PUBLISH c m");

    assertThat(slow.isClosed()).isTrue();
  }

  @Test
  void inputLimit_requestWithoutEnd_isClosed() {
    VirtualClient client = new VirtualServer("client-query-buffer-limit", "1mb").client();

    client.send("*1\r\n$2000000\r\n" + "x".repeat((1 << 20) + 1));

    assertThat(client.isClosed()).isTrue();
  }
}
