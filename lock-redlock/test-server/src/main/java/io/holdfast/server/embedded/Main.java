package io.holdfast.server.embedded;

import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.tcp.TcpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The server as a process, started as {@code redis-server} is: {@code java -jar
 * lock-test-server.jar [/path/to/redis.conf] [--directive value ...]}. Ends on SIGTERM, SIGINT or
 * SHUTDOWN with status 0; a configuration that it cannot use, or an address that is taken, ends it
 * with status 1.
 *
 * <p>{@code -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC} let it start soonest.
 */
public final class Main {

  private static final String USAGE =
      """
      Usage: java -jar lock-test-server.jar [/path/to/redis.conf] [options] [-]
             java -jar lock-test-server.jar - (read config from stdin)
             java -jar lock-test-server.jar -v or --version
             java -jar lock-test-server.jar -h or --help

      Options are redis.conf's directives: --port 7777 --requirepass secret
      """;

  private final ServerConfig config = new ServerConfig();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Main() {}

  /** Starts the server and waits for its end. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (words.size() == 1 && (words.contains("-v") || words.contains("--version"))) {
      System.out.println(
          "Redis server v=" + ServerVersion.TEXT + " sha=00000000:0 malloc=jvm bits=64 build=0");
      return;
    }
    if (words.size() == 1 && (words.contains("-h") || words.contains("--help"))) {
      System.err.print(USAGE);
      System.exit(1);
    }
    System.exit(new Main().run(words));
  }

  private int run(List<String> words) throws InterruptedException {
    ServerLog log;
    try {
      ConfigFile.read(config, words, System.in);
      log = ServerLog.to(config.logFile.get(), config.logLevel.get());
      log.starting(words.isEmpty());
      refuseWhatIsNotServed();
    } catch (ConfigFile.Fatal e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      System.err.println("\nCan't open the log file: " + e.getMessage());
      return 1;
    }
    return serve(log);
  }

  private void refuseWhatIsNotServed() throws ConfigFile.Fatal {
    if (config.daemonize.get()) {
      throw new ConfigFile.Fatal(
          "A JVM cannot put itself into the background: start this server with 'daemonize no' and"
              + " '&', or by a service manager.");
    }
    if (!Files.isDirectory(Path.of(config.dir.get()))) {
      throw new ConfigFile.Fatal(
          "Can't chdir to '%s': No such file or directory".formatted(config.dir.get()));
    }
  }

  private int serve(ServerLog log) throws InterruptedException {
    try {
      TcpServer server = Assembly.server(config, Addresses.of(config, false), ended::countDown);
      writePidFile(log);
      log.started(config.port.get());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(server, log), "holdfast-server-shutdown"));
    } catch (IOException e) {
      log.warning(
          "Warning: Could not create server TCP listening socket %s:%d: %s"
              .formatted(config.bind.get(), config.port.get(), e.getMessage()));
      log.warning("Failed listening on port %d (TCP), aborting.".formatted(config.port.get()));
      return 1;
    }
    ended.await();
    return 0;
  }

  private void writePidFile(ServerLog log) {
    String file = config.pidFile.get();
    if (!file.isEmpty()) {
      try {
        Files.writeString(Path.of(file), ProcessHandle.current().pid() + "\n");
      } catch (IOException e) {
        log.warning("Failed to write PID file: " + e.getMessage());
      }
    }
  }

  /** Ends in order, whoever asked for it; a JVM that a signal ends would answer with 143. */
  private void end(TcpServer server, ServerLog log) {
    log.warning("User requested shutdown...");
    server.close();
    try {
      if (!config.pidFile.get().isEmpty()) {
        log.notice("Removing the pid file.");
        Files.deleteIfExists(Path.of(config.pidFile.get()));
      }
      if (!config.unixSocket.get().isEmpty()) {
        log.notice("Removing the unix socket file.");
        Files.deleteIfExists(Path.of(config.unixSocket.get()));
      }
    } catch (IOException e) {
      log.warning("Failed to remove a file: " + e.getMessage());
    }
    log.warning("Redis is now ready to exit, bye bye...");
    if (ended.getCount() > 0) {
      Runtime.getRuntime().halt(0);
    }
  }
}
