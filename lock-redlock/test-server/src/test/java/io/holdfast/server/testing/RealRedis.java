package io.holdfast.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real {@code redis-server} process on a free loopback port, without persistence. Whoever starts
 * it closes it; a JVM that ends takes it along.
 */
public final class RealRedis implements AutoCloseable {

  private static final String PROGRAM = "redis-server";
  private static final int MOST_ATTEMPTS = 3;

  private final int port;
  private final Path dir;
  private final List<String> command;
  private Process process;

  private RealRedis(int port, Path dir, List<String> command) {
    this.port = port;
    this.dir = dir;
    this.command = command;
  }

  /** Whether this machine has a {@code redis-server}. */
  public static boolean isAvailable() {
    try {
      return new ProcessBuilder(PROGRAM, "--version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a server with these further arguments, as {@code --name value}, and awaits its PONG. */
  public static RealRedis start(String... arguments) {
    for (int attempt = 1; true; attempt++) {
      int port = freePort();
      try {
        return startWith(
            port, List.of(PROGRAM, "--port", Integer.toString(port)), List.of(arguments));
      } catch (AssertionError notRunning) {
        if (attempt == MOST_ATTEMPTS) { // Until then somebody else may have taken the port.
          throw notRunning;
        }
      }
    }
  }

  /** Starts a Sentinel that watches the master on that port under the name {@code main}. */
  public static RealRedis startSentinel(int masterPort) {
    int port = freePort();
    try {
      Path dir = Files.createTempDirectory("holdfast-sentinel");
      Path config = dir.resolve("sentinel.conf");
      Files.writeString(
          config,
          "port %d%nbind 127.0.0.1%nsentinel monitor main 127.0.0.1 %d 1%n"
              .formatted(port, masterPort));
      RealRedis sentinel =
          new RealRedis(port, dir, List.of(PROGRAM, config.toString(), "--sentinel"));
      sentinel.launch();
      return sentinel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RealRedis startWith(int port, List<String> program, List<String> arguments) {
    try {
      Path dir = Files.createTempDirectory("holdfast-redis");
      List<String> command = new ArrayList<>(program);
      command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
      command.addAll(List.of("--dir", dir.toString()));
      command.addAll(arguments);
      RealRedis redis = new RealRedis(port, dir, command);
      redis.launch();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A loopback port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch() throws IOException {
    process =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(this::answers);
  }

  private boolean answers() {
    assertThat(process.isAlive()).describedAs("the server runs: %s", command).isTrue();
    try (RespClient client = RespClient.connect(port)) {
      // Any reply will do: a server with a password refuses PING, one that loads does too.
      return !client.command("PING").isEmpty();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** The loopback port. */
  public int port() {
    return port;
  }

  /** {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** A raw connection to it. */
  public RespClient client() {
    return RespClient.connect(port);
  }

  /** Stops it as SIGSTOP does: connections stay, nothing answers. */
  public void stop() {
    signal("STOP");
  }

  /** Has it go on after {@link #stop()}. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills it as SIGKILL does. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again on the same port, empty. */
  public void restart() {
    if (process.isAlive()) {
      kill();
    }
    try {
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.exists(dir) ? Files.walk(dir) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
