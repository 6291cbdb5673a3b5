package io.holdfast.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.RespClient;
import io.holdfast.server.testing.ServerProcess;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process, as tools start and watch redis-server. */
class MainIT {

  @TempDir private Path dir;
  private String port = "";

  @BeforeEach
  void choosePort() {
    port = Integer.toString(ServerProcess.freePort());
  }

  private RespClient client() {
    return RespClient.connect(Integer.parseInt(port));
  }

  @Test
  void start_withOptions_servesAndLogsAsRedisDoes() {
    try (ServerProcess server = ServerProcess.start(dir, "--port", port, "--save", "");
        RespClient client = ready(server)) {
      assertThat(client.command("SET", "k", "v")).isEqualTo("+OK\r\n");
      assertThat(server.output().replace('\n', ' '))
          .containsPattern(" PID: " + server.pid() + ".*Server initialized")
          .containsPattern("Server initialized.*Ready to accept connections");
    }
  }

  private RespClient ready(ServerProcess server) {
    server.awaitReady();
    return client();
  }

  @Test
  void start_withFileAndOptions_optionsWin() throws IOException {
    Path conf =
        conf(
            """
            # a comment
            port 1
            maxmemory   100mb
            requirepass "secret word"
            save 900 1
            save 300 10
            """);
    try (ServerProcess server =
            ServerProcess.start(dir, conf.toString(), "--port", port, "--maxclients", "7");
        RespClient client = ready(server)) {
      assertThat(client.command("PING")).startsWith("-NOAUTH ");
      assertThat(client.command("AUTH", "secret word")).isEqualTo("+OK\r\n");
      assertThat(client.command("CONFIG", "GET", "maxmemory")).endsWith("104857600\r\n");
      assertThat(client.command("CONFIG", "GET", "maxclients")).endsWith("$1\r\n7\r\n");
      assertThat(client.command("CONFIG", "GET", "save")).endsWith("900 1 300 10\r\n");
    }
  }

  @Test
  void terminate_endsInOrderWithStatusZero() {
    try (ServerProcess server =
        ServerProcess.start(dir, "--port", port, "--pidfile", "server.pid").awaitReady()) {
      assertThat(dir.resolve("server.pid")).hasContent(server.pid() + "\n");

      assertThat(server.terminate().awaitExit()).isZero();

      assertThat(server.output()).contains("ready to exit, bye bye...");
      assertThat(dir.resolve("server.pid")).doesNotExist();
    }
  }

  @Test
  void shutdown_endsInOrderWithStatusZero() {
    try (ServerProcess server = ServerProcess.start(dir, "--port", port);
        RespClient client = ready(server)) {
      assertThat(client.command("SHUTDOWN", "NOSAVE")).isEmpty();

      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void start_unknownDirective_isFatal() throws IOException {
    try (ServerProcess server = ServerProcess.start(dir, conf("port 1\nnosuch yes\n").toString())) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.output())
          .contains("*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***")
          .contains("Reading the configuration file, at line 2\n>>> 'nosuch yes'\n")
          .contains("Bad directive or wrong number of arguments");
    }
  }

  @Test
  void start_valueThatIsRefused_isFatal() {
    try (ServerProcess server = ServerProcess.start(dir, "--maxmemory", "abc")) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.output())
          .contains("at line 2\n>>> 'maxmemory \"abc\"'\nargument must be a memory value");
    }
  }

  @Test
  void start_fileIsMissing_isFatal() {
    try (ServerProcess server = ServerProcess.start(dir, "none.conf")) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.output())
          .contains("can't open config file")
          .contains("none.conf': No such file or directory");
    }
  }

  @Test
  void start_daemonize_isRefusedClearly() {
    try (ServerProcess server = ServerProcess.start(dir, "--daemonize", "yes")) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.output()).contains("daemonize no");
    }
  }

  @Test
  void start_portIsTaken_namesThePort() {
    try (ServerProcess first = ServerProcess.start(dir, "--port", port).awaitReady();
        ServerProcess second = ServerProcess.start(dir, "--port", port)) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.output())
          .contains("Failed listening on port " + port + " (TCP), aborting.");
      assertThat(first.output()).doesNotContain("Failed");
    }
  }

  @Test
  void start_logFileAndLevel_areUsed() {
    try (ServerProcess server =
            ServerProcess.start(
                dir, "--port", port, "--loglevel", "warning", "--unixsocket", "s.sock");
        SocketChannel socket = unix(server)) {
      assertThat(server.output()).contains("Server initialized").doesNotContain("Ready");
      socket.write(ByteBuffer.wrap("PING\r\n".getBytes(StandardCharsets.ISO_8859_1)));
      ByteBuffer reply = ByteBuffer.allocate(7);
      while (reply.hasRemaining() && socket.read(reply) >= 0) {
        // Until all of it is there.
      }
      assertThat(new String(reply.array(), StandardCharsets.ISO_8859_1)).isEqualTo("+PONG\r\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SocketChannel unix(ServerProcess server) throws IOException {
    Path path = dir.resolve("s.sock");
    org.awaitility.Awaitility.await()
        .until(() -> Files.exists(path) && server.output().contains("Server initialized"));
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(path));
    return channel;
  }

  @Test
  void configRewrite_bringsTheFileUpToDate() throws IOException {
    Path conf = conf("# kept\nport " + port + "\nmaxmemory 1mb\n");
    try (ServerProcess server = ServerProcess.start(dir, conf.toString());
        RespClient client = ready(server)) {
      client.command("CONFIG", "SET", "maxmemory", "2mb", "maxmemory-policy", "allkeys-lru");

      assertThat(client.command("CONFIG", "REWRITE")).isEqualTo("+OK\r\n");

      assertThat(conf)
          .content()
          .startsWith("# kept\nport " + port + "\nmaxmemory 2097152\n")
          .contains("# Generated by CONFIG REWRITE\nmaxmemory-policy allkeys-lru\n");
    }
  }

  private Path conf(String text) throws IOException {
    return Files.writeString(dir.resolve("redis.conf"), text);
  }
}
