package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrackingTest {

  private static final String CHANGED_K = ">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n";

  private final VirtualServer server = new VirtualServer();
  private final VirtualClient reader = server.client();
  private final VirtualClient writer = server.client();

  @Test
  void tracking_keyThatWasReadChanges_isToldOnce() {
    reader.line("HELLO 3");
    reader.line("CLIENT TRACKING ON");
    reader.line("GET k");

    writer.line("SET k 1");
    writer.line("SET k 2");

    assertThat(reader.read()).isEqualTo(CHANGED_K);
  }

  @Test
  void tracking_keyExpires_isTold() {
    writer.line("SET k v PX 100");
    reader.line("HELLO 3");
    reader.line("CLIENT TRACKING ON");
    reader.line("GET k");

    server.advance(Duration.ofMillis(300));

    assertThat(reader.read()).isEqualTo(CHANGED_K);
  }

  @Test
  void tracking_ownChange_isToldAfterItsReply() {
    reader.line("HELLO 3");
    reader.line("CLIENT TRACKING ON");
    reader.line("GET k");

    assertThat(reader.line("SET k 1")).isEqualTo("+OK\r\n" + CHANGED_K);
  }

  @Test
  void tracking_redirected_goesToTheChannelOfTheOther() {
    VirtualClient inbox = server.client();
    inbox.line("SUBSCRIBE __redis__:invalidate");
    reader.line("CLIENT TRACKING ON REDIRECT " + inbox.session().id());
    reader.line("GET k");

    writer.line("SET k 1");

    assertThat(inbox.read())
        .isEqualTo("*3\r\n$7\r\nmessage\r\n$20\r\n__redis__:invalidate\r\n*1\r\n$1\r\nk\r\n");
  }

  @Test
  void tracking_redirectTargetIsGone_theReaderIsTold() {
    VirtualClient inbox = server.client();
    reader.line("HELLO 3");
    reader.line("CLIENT TRACKING ON REDIRECT " + inbox.session().id());
    reader.line("GET k");
    inbox.disconnect();

    writer.line("SET k 1");

    assertThat(reader.read()).startsWith(">2\r\n$21\r\ntracking-redir-broken\r\n");
  }

  @Test
  void tracking_broadcast_tellsAllChangesOfATurnTogether() {
    reader.line("HELLO 3");
    reader.line("CLIENT TRACKING ON BCAST PREFIX user:");
    writer.line("SET user:1 a");
    writer.line("SET other a");
    writer.line("SET user:2 a");

    server.advance(Duration.ZERO);

    assertThat(reader.read())
        .isEqualTo(">2\r\n$10\r\ninvalidate\r\n*2\r\n$6\r\nuser:1\r\n$6\r\nuser:2\r\n");
  }

  @Test
  void tracking_clientGoesAway_nothingIsRemembered() {
    reader.line("HELLO 3");
    reader.line("CLIENT TRACKING ON BCAST PREFIX user:");

    reader.disconnect();

    assertThat(server.engine().tracking().sessions()).isZero();
    assertThat(server.engine().tracking().prefixes()).isZero();
  }
}
