package io.holdfast.server.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reply taken apart.
 *
 * @param head its first line
 * @param body the bytes of a string, or empty
 * @param elements what a collection holds; the keys and values of a map in turn
 */
record RawReply(String head, String body, List<RawReply> elements) {

  private static final Set<String> NAMES_OF_TIMES = Set.of("idle", "seen-time");
  private static final int DIGITS_OF_MILLIS = 13;

  static RawReply parse(String reply) {
    return new Parser(reply).next();
  }

  private char type() {
    return head.charAt(0);
  }

  private boolean isCollection() {
    return "*~>%".indexOf(type()) >= 0;
  }

  String text(Comparison comparison) {
    if (comparison.kind() == Comparison.Kind.TIMELESS) {
      return timeless();
    }
    if (!isCollection()) {
      boolean shape = comparison.kind() == Comparison.Kind.SHAPE;
      return shape && !head.endsWith("-1") ? String.valueOf(type()) : head + " " + body;
    }
    Stream<String> groups = groups(comparison);
    return groups.collect(Collectors.joining(", ", head + "[", "]"));
  }

  /** All of it in order, but for times: they bear a name that says so, or are that long. */
  private String timeless() {
    if (!isCollection()) {
      boolean time = type() == ':' && head.length() > DIGITS_OF_MILLIS;
      return time ? "(a time)" : head + " " + body;
    }
    StringBuilder text = new StringBuilder(head).append('[');
    boolean named = false;
    for (RawReply element : elements) {
      text.append(named ? "(a time)" : element.timeless()).append(", ");
      named = NAMES_OF_TIMES.contains(element.body());
    }
    return text.append(']').toString();
  }

  private Stream<String> groups(Comparison comparison) {
    int size = groupSize(comparison);
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < elements.size(); i += size) {
      groups.add(
          elements.subList(i, Math.min(i + size, elements.size())).stream()
              .map(element -> element.text(comparison))
              .collect(Collectors.joining("=")));
    }
    return groups.stream().sorted();
  }

  /** RESP3 has groups as collections of their own: those are sorted one by one. */
  private int groupSize(Comparison comparison) {
    boolean flat = elements.stream().noneMatch(RawReply::isCollection);
    return type() == '%' ? 2 : type() == '*' && flat ? comparison.group() : 1;
  }

  /** Reads the replies in a text one after the other. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    RawReply next() {
      String head = line();
      return switch (head.charAt(0)) {
        case '$', '=', '!' -> new RawReply(head, body(count(head)), List.of());
        case '*', '~', '>' -> new RawReply(head, "", elements(count(head)));
        case '%' -> new RawReply(head, "", elements(2 * count(head)));
        default -> new RawReply(head, "", List.of());
      };
    }

    private static int count(String head) {
      return Integer.parseInt(head.substring(1));
    }

    private String line() {
      int end = text.indexOf("\r\n", at);
      String line = text.substring(at, end);
      at = end + 2;
      return line;
    }

    private String body(int length) {
      if (length < 0) {
        return "";
      }
      String body = text.substring(at, at + length);
      at += length + 2;
      return body;
    }

    private List<RawReply> elements(int count) {
      List<RawReply> elements = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        elements.add(next());
      }
      return elements;
    }
  }
}
