package io.holdfast.examples.redlock;

import io.holdfast.lock.spi.BackendException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The example's command line. */
final class Main {

  private static final int ALL_HELD = 0;
  private static final int NOT_ALL_HELD = 1;
  private static final int CANNOT_BEGIN = 2;
  private static final int INTERRUPTED = 130;
  private static final int EMBEDDED_MASTERS = 5;

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
    List<Master> masters = new ArrayList<>();
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.help()) {
        out.print(Arguments.USAGE);
        return ALL_HELD;
      }
      arguments.redisUris().forEach(uri -> masters.add(new RemoteMaster(uri)));
      if (masters.isEmpty()) {
        IntStream.range(0, EMBEDDED_MASTERS).forEach(i -> masters.add(new EmbeddedMaster()));
      }
      return show(masters, arguments.workers());
    } catch (IllegalArgumentException e) {
      err.println("redlock: " + e.getMessage() + ". See examples/run redlock --help");
      return CANNOT_BEGIN;
    } catch (BackendException e) {
      err.println("redlock: " + e.getMessage());
      return CANNOT_BEGIN;
    } catch (InterruptedException e) {
      return INTERRUPTED;
    } finally {
      masters.forEach(Master::close);
    }
  }

  private int show(List<Master> masters, int workers) throws InterruptedException {
    Witness witness = new Witness();
    Board board = new Board(err, Boolean.getBoolean("examples.terminal"));
    try (Crowd crowd = new Crowd(workers, masters.stream().map(Master::uri).toList(), witness)) {
      List<Show.Row> rows = new Show(masters, crowd, witness, board).play();
      board.clear();
      report(rows, crowd, witness, workers);
      boolean held = witness.overlaps() == 0 && witness.tokensThatDidNotRise() == 0;
      return held && witness.grants() > 0 ? ALL_HELD : NOT_ALL_HELD;
    }
  }

  private void report(List<Show.Row> rows, Crowd crowd, Witness witness, int workers) {
    out.printf("%n%-8s%-26s%20s%22s%n", "master", "was", "grants meanwhile", "votes again after");
    out.printf(
        "%-8s%-26s%20s%22s%n", "------", "-----------------------", "-".repeat(16), "-".repeat(17));
    for (Show.Row row : rows) {
      out.printf(
          "%-8s%-26s%20d%22s%n",
          row.master(),
          row.misfortune(),
          row.grantsWhileAway(),
          row.back().isNegative() ? "not in time" : Board.seconds(row.back()));
    }
    out.printf(
        "%n%d grants to %d workers: %s, %s; %d times a worker waited in vain.%n",
        witness.grants(),
        workers,
        witness.overlaps() == 0 ? "no two at once" : witness.overlaps() + " TIMES TWO AT ONCE",
        witness.tokensThatDidNotRise() == 0
            ? "every fencing token higher than the one before"
            : witness.tokensThatDidNotRise() + " FENCING TOKENS DID NOT RISE",
        crowd.waitedInVain());
  }
}
