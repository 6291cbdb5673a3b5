package io.holdfast.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;

/** The quickstart's command line. */
final class Main {

  private static final int ALL_HELD = 0;
  private static final int NOT_ALL_HELD = 1;
  private static final int CANNOT_BEGIN = 2;
  private static final int INTERRUPTED = 130;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Plays the show and exits with what came of it; see {@link Arguments#USAGE}. */
  public static void main(String[] args) {
    System.exit(new Main(System.out, System.err).run(args));
  }

  int run(String... args) {
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.help()) {
        out.print(Arguments.USAGE);
        return ALL_HELD;
      }
      try (RedisServer redis = RedisServer.atOrEmbedded(arguments.redisUri())) {
        return show(Plan.ofWorkers(arguments.workers()), redis);
      }
    } catch (IllegalArgumentException e) {
      err.println("quickstart: " + e.getMessage() + ". See examples/run quickstart --help");
      return CANNOT_BEGIN;
    } catch (ShowStoppedException e) {
      err.println("quickstart: " + e.getMessage());
      return CANNOT_BEGIN;
    } catch (InterruptedException e) {
      return INTERRUPTED;
    }
  }

  private int show(Plan plan, RedisServer redis) throws InterruptedException {
    long startedAt = System.nanoTime();
    Progress progress = new Progress(err, Boolean.getBoolean("examples.terminal"));
    try (Crew crew = Crew.assemble(redis.uri(), plan.timeLimit())) {
      // Ctrl-C takes the crew and its files along.
      Runtime.getRuntime().addShutdownHook(new Thread(crew::close, "crew-closer"));
      Show show = new Show(new Stage(plan, crew, progress));
      show.play();
      Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
      out.println();
      out.print(show.table());
      out.println();
      out.printf(
          "%d of %d promises held: %d processes on %s, in %s.%n",
          show.held(), show.promises(), plan.workers(), redis.description(), Seconds.of(took));
      return show.held() == show.promises() ? ALL_HELD : NOT_ALL_HELD;
    } finally {
      progress.clear();
    }
  }
}
