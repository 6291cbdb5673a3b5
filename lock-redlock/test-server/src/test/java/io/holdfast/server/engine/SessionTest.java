package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a connection is sent, and when. */
class SessionTest {

  private final VirtualServer server = new VirtualServer();
  private final VirtualClient client = server.client();
  private final VirtualClient other = server.client();

  @Test
  void clientReplyOff_untilItIsOnAgain_nothingIsSent() {
    assertThat(client.line("CLIENT REPLY OFF")).isEmpty();
    assertThat(client.line("SET k v")).isEmpty();
    assertThat(client.line("NOSUCH")).isEmpty();

    assertThat(client.line("CLIENT REPLY ON")).isEqualTo("+OK\r\n");
    assertThat(client.line("GET k")).isEqualTo("$1\r\nv\r\n");
  }

  @Test
  void clientReplySkip_leavesOutTheNextReplyOnly() {
    assertThat(client.line("CLIENT REPLY SKIP")).isEmpty();
    assertThat(client.line("SET k v")).isEmpty();
    assertThat(client.line("GET k")).isEqualTo("$1\r\nv\r\n");
  }

  @Test
  void publish_toItself_theMessageComesBeforeTheReply() {
    client.line("HELLO 3");
    client.line("SUBSCRIBE c");

    assertThat(client.line("PUBLISH c m"))
        .isEqualTo(">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nm\r\n:1\r\n");
  }

  @Test
  void publish_toChannelsAndPatterns_channelsAreFirst() {
    client.line("PSUBSCRIBE *");
    client.line("SUBSCRIBE c");

    other.line("PUBLISH c m");

    assertThat(client.read())
        .startsWith("*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nm\r\n")
        .endsWith("*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$1\r\nc\r\n$1\r\nm\r\n");
  }

  @Test
  void protocolError_isToldAndEndsTheConnection() {
    assertThat(client.send("*1\r\nabc\r\nPING\r\n"))
        .isEqualTo("-ERR Protocol error: expected '$', got 'a'\r\n");
    assertThat(client.isClosed()).isTrue();
    assertThat(client.line("PING")).isEmpty();
  }

  @Test
  void quit_answersAndReadsNoMore() {
    assertThat(client.send("QUIT\r\nSET k v\r\n")).isEqualTo("+OK\r\n");
    assertThat(client.isClosed()).isTrue();
    assertThat(other.line("EXISTS k")).isEqualTo(":0\r\n");
  }

  @Test
  void pause_all_holdsRequestsBackUntilItIsOver() {
    other.line("CLIENT PAUSE 1000");

    assertThat(client.send("SET k v\r\nGET k\r\n")).isEmpty();
    server.advance(Duration.ofMillis(999));
    assertThat(client.read()).isEmpty();
    server.advance(Duration.ofMillis(1));

    assertThat(client.read()).isEqualTo("+OK\r\n$1\r\nv\r\n");
  }

  @Test
  void pause_writes_letsReadsPass() {
    other.line("CLIENT PAUSE 1000 WRITE");

    assertThat(client.line("GET k")).isEqualTo("$-1\r\n");
    assertThat(client.line("SET k v")).isEmpty();
    assertThat(other.line("CLIENT UNPAUSE")).isEqualTo("+OK\r\n");

    assertThat(client.read()).isEqualTo("+OK\r\n");
  }

  @Test
  void pause_clientWentAway_isForgotten() {
    other.line("CLIENT PAUSE 1000");
    client.line("SET k v");
    client.disconnect();

    server.advance(Duration.ofSeconds(2));

    assertThat(other.line("EXISTS k")).isEqualTo(":0\r\n");
  }

  @Test
  void monitor_showsWhatOthersSend() {
    client.line("MONITOR");

    other.command("SET", "k", "a\"\n\u00ff");

    assertThat(client.read())
        .matches("\\+\\d+\\.\\d{6} \\[0 127.0.0.1:\\d+] \"SET\" \"k\" \"a\\\\\"\\\\n\\\\xff\"\r\n");
  }

  @Test
  void reset_givesBackTheStateOfANewConnection() {
    client.line("HELLO 3 SETNAME me");
    client.line("SELECT 3");
    client.line("SUBSCRIBE c");
    client.line("CLIENT TRACKING ON");
    client.line("MULTI");

    assertThat(client.line("RESET")).isEqualTo("+RESET\r\n");

    assertThat(client.line("CLIENT GETNAME")).isEqualTo("$-1\r\n");
    assertThat(client.line("CLIENT INFO"))
        .contains(" db=0 sub=0 ", " multi=-1 ", " flags=N ", " resp=2");
  }

  @Test
  void wait_withoutReplicas_answersWhenItsTimeIsOver() {
    assertThat(client.line("WAIT 1 100")).isEmpty();
    server.advance(Duration.ofMillis(100));

    assertThat(client.read()).isEqualTo(":0\r\n");
  }

  @Test
  void wait_clientIsUnblocked_isTold() {
    client.line("WAIT 1 0");

    other.line("CLIENT UNBLOCK " + client.session().id() + " ERROR");

    assertThat(client.read()).startsWith("-UNBLOCKED ");
  }
}
