package io.holdfast.server.embedded;

import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.engine.ServerVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The server as a process, started as {@code redis-server} is: {@code java -jar
 * lock-test-server.jar [/path/to/redis.conf] [--directive value ...]}. Ends on SIGTERM, SIGINT or
 * SHUTDOWN.
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

  private Main() {}

  /** Starts the server and waits for its end. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (words.size() == 1 && (words.contains("-v") || words.contains("--version"))) {
      System.out.println("Redis server v=" + ServerVersion.TEXT + " (Holdfast test server)");
      return;
    }
    if (words.size() == 1 && (words.contains("-h") || words.contains("--help"))) {
      System.err.print(USAGE);
      System.exit(1);
    }
    ServerConfig config = new ServerConfig();
    try {
      ConfigFile.read(config, words, System.in);
    } catch (ConfigFile.Fatal e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    ServerLog log = ServerLog.to(config.logFile.get());
    CountDownLatch ended = new CountDownLatch(1);
    try {
      InMemoryRedis server = InMemoryRedis.start(config, ended::countDown);
      log.started(server.port(), words.isEmpty(), Path.of(config.dir.get()));
      endOnSignal(server, log, ended);
    } catch (IOException e) {
      log.warning(
          "Warning: Could not create server TCP listening socket *:%d: %s"
              .formatted(config.port.get(), e.getMessage()));
      log.warning("Failed listening on port %d (TCP), aborting.".formatted(config.port.get()));
      System.exit(1);
    }
    ended.await();
    System.exit(0);
  }

  private static void endOnSignal(InMemoryRedis server, ServerLog log, CountDownLatch ended) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  log.warning("User requested shutdown...");
                  server.close();
                  log.warning("Redis is now ready to exit, bye bye...");
                  ended.countDown();
                },
                "holdfast-server-shutdown"));
  }
}
