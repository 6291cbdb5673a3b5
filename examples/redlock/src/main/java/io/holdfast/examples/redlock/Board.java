package io.holdfast.examples.redlock;

import io.holdfast.lock.redlock.NodeStatus;
import io.holdfast.lock.redlock.QuorumStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How the masters are: on a terminal one line that is written over, in a log a line for each
 * change.
 */
final class Board {

  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;
  private final long startedAt = System.nanoTime();
  private List<NodeStatus.State> shown = List.of();

  Board(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows what is now. */
  void show(QuorumStatus status, int grants) {
    List<NodeStatus.State> states = status.nodes().stream().map(NodeStatus::state).toList();
    if (!terminal && states.equals(shown)) {
      return;
    }
    shown = states;
    String line =
        "[%6s] %s  | %d of %d vote, %d grants"
            .formatted(
                seconds(Duration.ofNanos(System.nanoTime() - startedAt)),
                nodes(status),
                status.voting(),
                status.nodes().size(),
                grants);
    if (terminal) {
      String padded = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
      out.print('\r' + padded + " ".repeat(WIDTH - padded.length()));
      out.flush();
    } else {
      out.println(line);
    }
  }

  private static String nodes(QuorumStatus status) {
    return String.join(
        "  ",
        IntStream.range(0, status.nodes().size())
            .mapToObj(i -> name(i) + " " + word(status.nodes().get(i)))
            .toList());
  }

  private static String word(NodeStatus node) {
    return switch (node.state()) {
      case VOTING -> "votes";
      case QUARANTINED -> "waits " + seconds(node.votesIn());
      case UNREACHABLE -> "DOWN";
      case REFUSED -> "REFUSED";
    };
  }

  /** A, B, C. */
  static String name(int master) {
    return master < 26 ? String.valueOf((char) ('A' + master)) : "#" + (master + 1);
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** Leaves an empty line to write on. */
  void clear() {
    if (terminal) {
      out.print('\r' + " ".repeat(WIDTH) + '\r');
      out.flush();
    }
  }
}
