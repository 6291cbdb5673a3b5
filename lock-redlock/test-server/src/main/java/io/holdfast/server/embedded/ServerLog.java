package io.holdfast.server.embedded;

import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.tcp.WallClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The log of the server as a process, in the lines that tools wait for from redis-server. */
final class ServerLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());
  // The marks of the levels, in the order of the directive's choices.
  private static final String MARKS = ".-*#";
  private static final List<String> LEVELS = List.of("debug", "verbose", "notice", "warning");

  private final PrintStream out;
  private final int leastLevel;
  private final long pid = ProcessHandle.current().pid();

  private ServerLog(PrintStream out, String level) {
    this.out = out;
    this.leastLevel = LEVELS.indexOf(level);
  }

  /** To that file, behind what is there; to standard output where the name is empty. */
  static ServerLog to(String file, String level) throws IOException {
    if (file.isEmpty()) {
      return new ServerLog(System.out, level);
    }
    return new ServerLog(
        new PrintStream(
            Files.newOutputStream(
                Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8),
        level);
  }

  void starting(boolean withoutConfig) {
    line('C', '#', "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo");
    line(
        'C',
        '#',
        "Redis version=%s, bits=64, commit=00000000, modified=0, pid=%d, just started"
            .formatted(ServerVersion.TEXT, pid));
    if (withoutConfig) {
      line(
          'C',
          '#',
          "Warning: no config file specified, using the default config. In order to specify a"
              + " config file use redis-server /path/to/redis.conf");
    } else {
      line('C', '#', "Configuration loaded");
    }
  }

  void started(long port) {
    notice("Running mode=standalone, port=" + port + ".");
    // Tools look for the PID as the logo of Redis has it, before the line behind it.
    out.println(" PID: " + pid);
    warning("Server initialized");
    notice("Ready to accept connections");
  }

  void notice(String text) {
    line('M', '*', text);
  }

  void warning(String text) {
    line('M', '#', text);
  }

  private void line(char role, char mark, String text) {
    if (MARKS.indexOf(mark) >= leastLevel) {
      out.printf(
          "%d:%c %s %c %s%n",
          pid, role, TIME.format(Instant.ofEpochMilli(WallClock.millis())), mark, text);
    }
  }
}
