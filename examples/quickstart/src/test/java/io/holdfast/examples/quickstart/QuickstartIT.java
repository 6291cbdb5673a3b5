package io.holdfast.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.server.testing.RealRedis;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The show with real processes, smaller than a reader sees it. */
class QuickstartIT {

  private static final Plan SMALL = new Plan(3, 300, Duration.ofSeconds(2), Duration.ofMinutes(2));

  private static Show play(String uri) throws InterruptedException {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    try (Crew crew = Crew.assemble(uri, SMALL.timeLimit())) {
      Show show = new Show(new Stage(SMALL, crew, new Progress(nowhere, false)));
      show.play();
      return show;
    }
  }

  @Nested
  @DisplayName("[embedded]")
  class Embedded {

    @Test
    void play_holdsEveryPromise() throws InterruptedException {
      try (RedisServer server = RedisServer.atOrEmbedded(null)) {
        Show show = play(server.uri());

        assertThat(show.held()).describedAs("%n%s", show.table()).isEqualTo(show.promises());
      }
    }
  }

  @Nested
  @DisplayName("[real]")
  class Real {

    private static RealRedis server;

    @BeforeAll
    static void start() {
      assumeTrue(RealRedis.isAvailable(), "redis-server is not installed");
      server = RealRedis.start("--requirepass", "secret");
    }

    @AfterAll
    static void stop() {
      if (server != null) {
        server.close();
      }
    }

    private static String uri(String password) {
      return "redis://:%s@127.0.0.1:%d".formatted(password, server.port());
    }

    @Test
    void play_holdsEveryPromise() throws InterruptedException {
      Show show = play(uri("secret"));

      assertThat(show.held()).describedAs("%n%s", show.table()).isEqualTo(show.promises());
    }

    @Test
    void run_withWrongPassword_saysSoInOneLineWithoutIt() {
      Run run = Run.of("--workers", "2", "--redis", uri("wrong-secret"));

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.lastError())
          .contains("said WRONGPASS")
          .contains("check the user name and password")
          .doesNotContain("wrong-secret");
    }

    @Test
    void run_withoutServer_saysSoInOneLine() {
      try (RealRedis gone = RealRedis.start()) {
        gone.kill();

        Run run = Run.of("--workers", "2", "--redis", gone.uri());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.lastError()).contains("no connection to " + gone.uri());
      }
    }
  }

  @Nested
  class CommandLine {

    @Test
    void run_withHelp_printsTheUsage() {
      assertThat(Run.of("--help")).isEqualTo(new Run(0, Arguments.USAGE, ""));
    }

    @Test
    void run_withWrongArgument_pointsToTheHelp() {
      Run run = Run.of("--workers", "many");

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.lastError())
          .startsWith("quickstart: --workers must be")
          .endsWith("See examples/run quickstart --help");
    }
  }

  @Test
  void close_removesTheDirectory() {
    Path dir;
    try (Crew crew = Crew.assemble("redis://127.0.0.1", Duration.ofSeconds(1))) {
      dir = crew.dir();
      Ledger.create(dir.resolve("ledger"));
    }

    assertThat(Files.exists(dir)).isFalse();
  }

  /** What a command line came to. */
  private record Run(int status, String out, String err) {

    static Run of(String... args) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int status =
          new Main(
                  new PrintStream(out, true, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8))
              .run(args);
      return new Run(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    String lastError() {
      return err.lines().reduce("", (first, last) -> last);
    }
  }
}
