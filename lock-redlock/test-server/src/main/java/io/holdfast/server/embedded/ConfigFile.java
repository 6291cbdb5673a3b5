package io.holdfast.server.embedded;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.protocol.InlineWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads redis.conf and the options of the command line, which are lines of it. */
final class ConfigFile {

  /** The server cannot start with that configuration; the message is what redis-server prints. */
  static final class Fatal extends Exception {
    private static final long serialVersionUID = 1;

    Fatal(String message) {
      super(message, null, false, false);
    }
  }

  private ConfigFile() {}

  /**
   * Applies what the command line says: a file first, if one is named, and the options after it.
   *
   * @param arguments the command line
   * @param standardInput read where the last argument is a single dash
   */
  static void read(ServerConfig config, List<String> arguments, InputStream standardInput)
      throws Fatal {
    List<String> lines = new ArrayList<>();
    int next = 0;
    if (!arguments.isEmpty() && !arguments.get(0).startsWith("-")) {
      lines.addAll(linesOf(Path.of(arguments.get(0))));
      next = 1;
    }
    List<String> options = arguments.subList(next, arguments.size());
    if (!options.isEmpty() && options.get(options.size() - 1).equals("-")) {
      lines.addAll(linesOf(standardInput));
      options = options.subList(0, options.size() - 1);
    }
    lines.addAll(optionLines(options));
    for (int i = 0; i < lines.size(); i++) {
      apply(config, lines.get(i), i + 1);
    }
  }

  private static List<String> linesOf(Path file) throws Fatal {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new Fatal("Fatal error, can't open config file '%s': %s".formatted(file, e));
    }
  }

  private static List<String> linesOf(InputStream in) throws Fatal {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new Fatal("Fatal error, can't read config from standard input: " + e);
    }
  }

  /** {@code --name value value} becomes a line; what has spaces is quoted. */
  private static List<String> optionLines(List<String> options) throws Fatal {
    List<String> lines = new ArrayList<>();
    StringBuilder line = null;
    for (String option : options) {
      if (option.startsWith("--")) {
        if (line != null) {
          lines.add(line.toString());
        }
        line = new StringBuilder(option.substring(2));
      } else if (line == null) {
        throw new Fatal("Bad option '%s': options begin with --".formatted(option));
      } else {
        line.append(' ').append(Bytes.of(option).quoted());
      }
    }
    if (line != null) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static void apply(ServerConfig config, String line, int number) throws Fatal {
    String trimmed = line.strip();
    if (trimmed.isEmpty() || trimmed.startsWith("#")) {
      return;
    }
    List<Bytes> words = InlineWords.split(Bytes.ofLatin(trimmed).array());
    String problem =
        words == null ? "Unbalanced quotes in configuration line" : apply(config, words);
    if (problem != null) {
      throw new Fatal(
          """

          *** FATAL CONFIG FILE ERROR (Redis %s) ***
          Reading the configuration file, at line %d
          >>> '%s'
          %s\
          """
              .formatted(io.holdfast.server.engine.ServerVersion.TEXT, number, trimmed, problem));
    }
  }

  private static @Nullable String apply(ServerConfig config, List<Bytes> words) {
    String value =
        String.join(" ", words.subList(1, words.size()).stream().map(Bytes::latin).toList());
    if (words.size() == 1) {
      return "wrong number of arguments";
    }
    return config.configure(words.get(0).latin(), value);
  }
}
