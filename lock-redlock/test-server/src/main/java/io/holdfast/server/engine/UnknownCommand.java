package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.Locale;

/** The error replies to requests that name no command; long words are cut as Redis cuts them. */
final class UnknownCommand {

  private static final int LONGEST = 128;

  private UnknownCommand() {}

  static String command(Bytes[] words) {
    StringBuilder arguments = new StringBuilder();
    for (int i = 1; i < words.length && arguments.length() < LONGEST; i++) {
      String word = cut(words[i], LONGEST - arguments.length());
      arguments.append("'").append(word).append("' ");
    }
    return "ERR unknown command '%s', with args beginning with: %s"
        .formatted(cut(words[0], LONGEST), arguments);
  }

  static String subcommand(CommandSpec container, Bytes word) {
    return "ERR unknown subcommand '%s'. Try %s HELP."
        .formatted(cut(word, LONGEST), container.name().toUpperCase(Locale.ROOT));
  }

  /** The text up to so many bytes, or up to the zero at which C would end. */
  private static String cut(Bytes word, int most) {
    String text = word.slice(0, Math.min(most, word.length())).latin();
    int zero = text.indexOf(0);
    return zero < 0 ? text : text.substring(0, zero);
  }
}
