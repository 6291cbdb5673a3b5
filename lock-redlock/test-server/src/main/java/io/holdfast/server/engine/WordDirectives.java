package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Directive.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The directives whose value is a list of words with a grammar of its own. */
final class WordDirectives {

  private static final String BUFFER_LIMITS = "client-output-buffer-limit";

  private WordDirectives() {}

  /** Points of seconds and changes; empty for none. */
  static Directive<String> save() {
    return new Directive<>("save", "", WordDirectives::savePoints, text -> text).words();
  }

  private static String savePoints(String text) throws Refused {
    List<String> words = words(text);
    if (words.size() % 2 == 1) {
      throw new Refused("Invalid save parameters");
    }
    for (int i = 0; i < words.size(); i++) {
      long number = Numbers.parseLong(Bytes.of(words.get(i))).orElse(-1);
      if (number < (i % 2 == 0 ? 1 : 0) || number > Integer.MAX_VALUE) {
        throw new Refused("Invalid save parameters");
      }
    }
    return String.join(" ", words);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  /** Percentiles between 0 and 100. */
  static Directive<String> percentiles() {
    return new Directive<>(
            "latency-tracking-info-percentiles",
            "50 99 99.9",
            WordDirectives::percentiles,
            text -> text)
        .words();
  }

  private static String percentiles(String text) throws Refused {
    List<String> printed = new ArrayList<>();
    for (String word : words(text)) {
      double number =
          Numbers.parseDouble(Bytes.of(word))
              .orElseThrow(
                  () -> new Refused("Invalid latency-tracking-info-percentiles parameters"));
      if (number < 0 || number > 100) {
        throw new Refused(
            "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
      }
      printed.add(Numbers.formatG(number, 15));
    }
    return String.join(" ", printed);
  }

  // ---- client-output-buffer-limit

  /**
   * How much may wait to be sent to a client of a class before it is disconnected.
   *
   * @param hardBytes at once
   * @param softBytes after so many seconds; zero for no limit, both
   * @param softSeconds how long
   */
  record BufferLimit(long hardBytes, long softBytes, long softSeconds) {}

  static Directive<Map<String, BufferLimit>> bufferLimits() {
    Map<String, BufferLimit> initial = new LinkedHashMap<>();
    initial.put("normal", new BufferLimit(0, 0, 0));
    initial.put("slave", new BufferLimit(256L << 20, 64L << 20, 60));
    initial.put("pubsub", new BufferLimit(32L << 20, 8L << 20, 60));
    Directive<Map<String, BufferLimit>>[] self = newArray();
    self[0] =
        new Directive<>(
            BUFFER_LIMITS,
            initial,
            text -> bufferLimits(self[0].get(), text),
            WordDirectives::print);
    return self[0].words();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type, for one element.
  private static Directive<Map<String, BufferLimit>>[] newArray() {
    return new Directive[1];
  }

  private static Map<String, BufferLimit> bufferLimits(Map<String, BufferLimit> before, String text)
      throws Refused {
    List<String> words = words(text);
    if (words.size() % 4 != 0) {
      throw new Refused("Wrong number of arguments in buffer limit configuration.");
    }
    Map<String, BufferLimit> limits = new LinkedHashMap<>(before);
    for (int i = 0; i < words.size(); i += 4) {
      String name = words.get(i).toLowerCase(Locale.ROOT).replace("replica", "slave");
      if (!limits.containsKey(name)) {
        throw new Refused("Invalid client class specified in buffer limit configuration.");
      }
      String wrong = "Error in hard, soft or soft_seconds setting in buffer limit configuration.";
      long seconds = Numbers.parseLong(Bytes.of(words.get(i + 3))).orElse(-1);
      if (seconds < 0) {
        throw new Refused(wrong);
      }
      limits.put(
          name,
          new BufferLimit(
              Directives.bytes(words.get(i + 1), wrong),
              Directives.bytes(words.get(i + 2), wrong),
              seconds));
    }
    return limits;
  }

  private static String print(Map<String, BufferLimit> limits) {
    List<String> words = new ArrayList<>();
    limits.forEach(
        (name, limit) ->
            words.add(
                "%s %d %d %d"
                    .formatted(name, limit.hardBytes(), limit.softBytes(), limit.softSeconds())));
    return String.join(" ", words);
  }
}
