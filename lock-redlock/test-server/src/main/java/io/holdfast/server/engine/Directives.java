package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Directive.Refused;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of directives: how each reads a value, and with which words it refuses one. */
final class Directives {

  private static final long MOST = Long.MAX_VALUE;

  private Directives() {}

  static Directive<Boolean> yesNo(String name, boolean initial) {
    return new Directive<>(
        name,
        initial,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "yes" -> true;
              case "no" -> false;
              default -> throw new Refused("argument must be 'yes' or 'no'");
            },
        value -> value ? "yes" : "no");
  }

  static Directive<Long> number(String name, long initial, long least, long most) {
    return new Directive<>(
        name, initial, text -> within(least, most, whole(text)), Object::toString);
  }

  static Directive<Long> memory(String name, long initial, long least, long most) {
    return new Directive<>(
        name,
        initial,
        text -> within(least, most, bytes(text, "argument must be a memory value")),
        Object::toString);
  }

  /** Bytes, or below zero so many hundredths of {@code maxmemory}. */
  static Directive<Long> memoryOrPercent(String name) {
    return new Directive<>(
        name,
        0L,
        text -> text.endsWith("%") ? -percent(text) : bytes(text, NEITHER),
        value -> value < 0 ? -value + "%" : value.toString());
  }

  private static final String NEITHER = "argument must be a memory or percent value";

  private static long percent(String text) throws Refused {
    long number =
        Numbers.parseLong(Bytes.of(text.substring(0, text.length() - 1)))
            .orElseThrow(() -> new Refused(NEITHER));
    if (number < 0 || number > 100) {
      throw new Refused("percentage argument must be less or equal to 100");
    }
    return number;
  }

  static Directive<Long> octal(String name, long most) {
    return new Directive<>(
        name,
        0L,
        text -> {
          try {
            return within(0, most, Long.parseLong(text, 8));
          } catch (NumberFormatException e) {
            throw new Refused("argument couldn't be parsed as an octal number");
          }
        },
        Long::toOctalString);
  }

  static Directive<String> text(String name, String initial) {
    return new Directive<>(name, initial, text -> text, text -> text);
  }

  static Directive<String> choice(String name, String initial, String... choices) {
    List<String> all = List.of(choices);
    return new Directive<>(name, initial, text -> oneOf(all, text), text -> text);
  }

  /** Some of the choices at once. */
  static Directive<String> choices(String name, String initial, String... choices) {
    List<String> all = List.of(choices);
    return new Directive<>(
            name,
            initial,
            text -> {
              List<String> chosen = new ArrayList<>();
              for (String word : text.split(" ", -1)) {
                chosen.add(oneOf(all, word));
              }
              return String.join(" ", chosen);
            },
            text -> text)
        .words();
  }

  private static String oneOf(List<String> choices, String text) throws Refused {
    String small = text.toLowerCase(Locale.ROOT);
    if (!choices.contains(small)) {
      throw new Refused("argument(s) must be one of the following: " + String.join(", ", choices));
    }
    return small;
  }

  private static long within(long least, long most, long number) throws Refused {
    if (number < least || number > most) {
      throw new Refused("argument must be between %d and %d inclusive".formatted(least, most));
    }
    return number;
  }

  private static long whole(String text) throws Refused {
    return Numbers.parseLong(Bytes.of(text))
        .orElseThrow(() -> new Refused("argument couldn't be parsed into an integer"));
  }

  /** As {@code memtoull} reads it: a number and b, k, kb, m, mb, g or gb. */
  static long bytes(String text, String refusal) throws Refused {
    String small = text.toLowerCase(Locale.ROOT);
    int digits = 0;
    while (digits < small.length() && Character.isDigit(small.charAt(digits))) {
      digits++;
    }
    long unit =
        switch (small.substring(digits)) {
          case "", "b" -> 1;
          case "k" -> 1_000;
          case "kb" -> 1L << 10;
          case "m" -> 1_000_000;
          case "mb" -> 1L << 20;
          case "g" -> 1_000_000_000;
          case "gb" -> 1L << 30;
          default -> throw new Refused(refusal);
        };
    BigInteger number = digits == 0 ? BigInteger.ZERO : new BigInteger(small.substring(0, digits));
    // More than there can be is as much as there can be.
    return number.multiply(BigInteger.valueOf(unit)).min(BigInteger.valueOf(MOST)).longValue();
  }
}
