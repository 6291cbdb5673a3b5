package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, the server answers or closes, and goes on with the others. */
class FuzzTest {

  private static final int REQUESTS = 20_000;

  private static final List<String> WORDS =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "9223372036854775807",
          "-9223372036854775808",
          "abc",
          "1.5",
          "inf",
          "nan",
          "*",
          "[",
          "\\",
          "k",
          "l",
          "\u0000\u00ff",
          "\r\n",
          "EX",
          "PX",
          "NX",
          "XX",
          "GET",
          "KEEPTTL",
          "COUNT",
          "MATCH",
          "LIMIT",
          "BY",
          "STORE",
          "ON",
          "OFF",
          "IDX",
          "REPLACE",
          "DB",
          "PREFIX",
          "BCAST",
          "REDIRECT",
          "WITHMATCHLEN",
          "1e400",
          "%s");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void receive_randomBytes_neverBreaksTheServer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VirtualServer server = new VirtualServer();
    VirtualClient client = server.client();
    for (int i = 0; i < REQUESTS; i++) {
      if (client.isClosed()) {
        client.disconnect();
        client = server.client();
      }
      client.send(randomBytes(random));
    }
    assertThat(server.client().line("PING")).isEqualTo("+PONG\r\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void receive_randomWords_neverEndInAnInternalError(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VirtualServer server = new VirtualServer("enable-debug-command", "yes");
    List<CommandSpec> commands = List.copyOf(server.engine().commands().all());
    VirtualClient client = server.client();
    for (int i = 0; i < REQUESTS; i++) {
      if (client.isClosed() || client.session().isBlocked()) {
        client.disconnect();
        client = server.client();
      }
      String[] words = randomRequest(random, commands);
      assertThat(client.command(words))
          .describedAs("seed %d, request %d: %s", seed, i, String.join(" ", words))
          .doesNotContain("internal error");
    }
    server.client().line("CLIENT UNPAUSE");
    assertThat(server.client().line("ECHO hi")).isEqualTo("$2\r\nhi\r\n");
  }

  private static String randomBytes(SplittableRandom random) {
    StringBuilder bytes = new StringBuilder();
    String alphabet = "*$0123456789\r\n \"'\\xPINGSETk\u0000\u00ff-+:";
    for (int left = random.nextInt(60); left > 0; left--) {
      bytes.append(
          switch (random.nextInt(8)) {
            case 0 -> "\r\n";
            case 1 -> "*" + random.nextInt(4) + "\r\n";
            case 2 -> "$" + random.nextInt(8) + "\r\n";
            default -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
          });
    }
    return bytes.toString();
  }

  private static String[] randomRequest(SplittableRandom random, List<CommandSpec> commands) {
    CommandSpec spec = commands.get(random.nextInt(commands.size()));
    if (spec.name().equals("debug") || spec.name().equals("shutdown")) {
      return new String[] {"PING"};
    }
    List<CommandSpec> subcommands = List.copyOf(spec.subcommands());
    boolean ofContainer = !subcommands.isEmpty() && random.nextInt(10) > 0;
    int words = 1 + random.nextInt(6);
    String[] request = new String[words + (ofContainer ? 1 : 0)];
    request[0] = spec.name();
    if (ofContainer) {
      request[1] = subcommands.get(random.nextInt(subcommands.size())).ownName().latin();
    }
    for (int i = ofContainer ? 2 : 1; i < request.length; i++) {
      request[i] = WORDS.get(random.nextInt(WORDS.size()));
    }
    return request;
  }
}
