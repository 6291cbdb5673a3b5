package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import org.junit.jupiter.api.Test;

class GatesTest {

  @Test
  void refusal_unknownCommandBeforeAuthentication_namesTheCommand() {
    VirtualClient client = new VirtualServer("requirepass", "secret").client();

    assertThat(client.line("NOSUCH a")).startsWith("-ERR unknown command 'NOSUCH'");
    assertThat(client.line("GET")).startsWith("-ERR wrong number of arguments");
  }

  @Test
  void refusal_withoutPassword_onlyHandshakesPass() {
    VirtualClient client = new VirtualServer("requirepass", "secret").client();

    assertThat(client.line("GET k")).isEqualTo("-NOAUTH Authentication required.\r\n");
    assertThat(client.line("AUTH wrong")).startsWith("-WRONGPASS ");
    assertThat(client.line("AUTH secret")).isEqualTo("+OK\r\n");
    assertThat(client.line("GET k")).isEqualTo("$-1\r\n");
  }

  @Test
  void refusal_authenticationComesBeforeMemory() {
    VirtualServer server = new VirtualServer("requirepass", "secret", "maxmemory", "1");

    assertThat(server.client().line("SET k v")).startsWith("-NOAUTH ");
  }

  @Test
  void refusal_subscriberOfResp2_maySendAFewCommands() {
    VirtualClient client = new VirtualServer().client();
    client.line("SUBSCRIBE c");

    assertThat(client.line("GET k")).startsWith("-ERR Can't execute 'get': only ");
    assertThat(client.line("PING")).isEqualTo("*2\r\n$4\r\npong\r\n$0\r\n\r\n");
  }

  @Test
  void refusal_subscriberOfResp3_maySendAnything() {
    VirtualClient client = new VirtualServer().client();
    client.line("HELLO 3");
    client.line("SUBSCRIBE c");

    assertThat(client.line("GET k")).isEqualTo("_\r\n");
  }

  @Test
  void refusal_debugUnlessAllowed_isRefused() {
    assertThat(new VirtualServer().client().line("DEBUG SLEEP 0"))
        .startsWith("-ERR DEBUG command not allowed.");
    assertThat(new VirtualServer("enable-debug-command", "yes").client().line("DEBUG SLEEP 0"))
        .isEqualTo("+OK\r\n");
  }

  @Test
  void refusal_isCounted() {
    VirtualServer server = new VirtualServer("requirepass", "secret");

    server.client().line("GET k");

    assertThat(server.engine().stats().commands().get("get").rejected()).isEqualTo(1);
    assertThat(server.engine().stats().errors()).containsEntry("NOAUTH", 1L);
  }

  @Test
  void connect_tooManyClients_areToldAndClosed() {
    VirtualServer server = new VirtualServer("maxclients", "1");
    VirtualClient first = server.client();

    VirtualClient second = server.client();

    assertThat(second.read()).isEqualTo("-ERR max number of clients reached\r\n");
    assertThat(second.isClosed()).isTrue();
    assertThat(first.line("PING")).isEqualTo("+PONG\r\n");
    assertThat(server.engine().stats().rejectedConnections()).isEqualTo(1);
  }
}
