package io.holdfast.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Where the show is: on a terminal one line that is written over, in a log a line for each step.
 */
final class Progress {

  private static final long REFRESH_NANOS = Duration.ofMillis(100).toNanos();
  private static final int WIDTH = 78;

  private final PrintStream out;
  private final boolean terminal;
  private final long startedAt = System.nanoTime();
  private String step = "";
  private long refreshAt = startedAt;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A new step begins. */
  void step(String text) {
    step = text;
    if (terminal) {
      overwrite(at() + text + " ...");
    } else {
      out.println(at() + text);
    }
  }

  /** The step has come so far. */
  void count(int done, int expected) {
    long now = System.nanoTime();
    if (terminal && now - refreshAt >= 0) {
      refreshAt = now + REFRESH_NANOS;
      overwrite("%s%s: %d of %d updates".formatted(at(), step, done, expected));
    }
  }

  /** Nothing more comes; leaves an empty line to write on. */
  void clear() {
    if (terminal) {
      overwrite("");
      out.print('\r');
      out.flush();
    }
  }

  private String at() {
    return "[%6s] ".formatted(Seconds.of(Duration.ofNanos(System.nanoTime() - startedAt)));
  }

  private void overwrite(String text) {
    String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    out.print('\r' + line + " ".repeat(WIDTH - line.length()));
    out.flush();
  }
}
