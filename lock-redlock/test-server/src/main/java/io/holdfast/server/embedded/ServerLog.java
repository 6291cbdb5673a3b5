package io.holdfast.server.embedded;

import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.tcp.WallClock;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The log of the server as a process, in the lines that tools wait for from redis-server. */
final class ServerLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final long pid = ProcessHandle.current().pid();

  private ServerLog(PrintStream out) {
    this.out = out;
  }

  /** To that file, behind what is there; to standard output where the name is empty. */
  static ServerLog to(String file) {
    if (file.isEmpty()) {
      return new ServerLog(System.out);
    }
    try {
      return new ServerLog(
          new PrintStream(
              Files.newOutputStream(
                  Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              true,
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't open the log file: " + file, e);
    }
  }

  void started(int port, boolean withoutConfig, Path dir) {
    line('#', "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo");
    line('#', "Redis version=%s, bits=64, pid=%d, just started".formatted(ServerVersion.TEXT, pid));
    if (withoutConfig) {
      line('#', "Warning: no config file specified, using the default config.");
    } else {
      line('#', "Configuration loaded");
    }
    line('*', "Running mode=standalone, port=%d.".formatted(port));
    line('#', "Server initialized");
    out.printf(" PID: %d port: %d dir: %s%n", pid, port, dir.toAbsolutePath().normalize());
    line('*', "Ready to accept connections");
  }

  void warning(String text) {
    line('#', text);
  }

  private void line(char level, String text) {
    out.printf(
        "%d:M %s %c %s%n", pid, TIME.format(Instant.ofEpochMilli(WallClock.millis())), level, text);
  }
}
