package io.holdfast.server.embedded;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Directive;
import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.protocol.InlineWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    StringBuilder text = new StringBuilder();
    int next = 0;
    if (!arguments.isEmpty() && !arguments.get(0).startsWith("-")) {
      Path file = Path.of(arguments.get(0)).toAbsolutePath();
      text.append(textOf(file));
      config.file(file.toString());
      next = 1;
    }
    List<String> options = arguments.subList(next, arguments.size());
    if (!options.isEmpty() && options.get(options.size() - 1).equals("-")) {
      text.append(textOf(standardInput));
      options = options.subList(0, options.size() - 1);
    }
    // An empty line before the options, so that errors name lines as redis-server does.
    text.append('\n').append(String.join("\n", optionLines(options)));
    String[] lines = text.toString().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      apply(config, lines[i], i + 1);
    }
  }

  private static String textOf(Path file) throws Fatal {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new Fatal(
          "Fatal error, can't open config file '%s': No such file or directory".formatted(file));
    } catch (IOException e) {
      throw new Fatal("Fatal error, can't open config file '%s': %s".formatted(file, e));
    }
  }

  private static String textOf(InputStream in) throws Fatal {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
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
              .formatted(ServerVersion.TEXT, number, trimmed, problem));
    }
  }

  private static @Nullable String apply(ServerConfig config, List<Bytes> words) {
    if (words.size() == 1) {
      return "wrong number of arguments";
    }
    Directive<?> directive = config.find(words.get(0).latin());
    if (directive == null) {
      return "Bad directive or wrong number of arguments";
    }
    if (words.size() > 2 && !directive.takesWords()) {
      return "wrong number of arguments";
    }
    String value =
        String.join(" ", words.subList(1, words.size()).stream().map(Bytes::latin).toList());
    boolean adds = directive == config.save && !directive.isInitial() && !value.isEmpty();
    return config.configure(directive.name(), adds ? config.save.get() + " " + value : value);
  }
}
