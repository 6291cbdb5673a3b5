package io.holdfast.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One directive of redis.conf: its name, its value now, and how a value is read and printed.
 *
 * @param <T> the type of its value
 */
public final class Directive<T> {

  /** The text is no value of that directive. The message says what is accepted. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /** Reads a value from text. */
  @FunctionalInterface
  interface Reader<T> {
    T read(String text) throws Refused;
  }

  private final String name;
  private final Reader<T> reader;
  private final Function<T, String> printer;
  private final List<Consumer<T>> listeners = new ArrayList<>(0);
  private final T initial;
  private boolean immutable;
  private T value;

  Directive(String name, T initial, Reader<T> reader, Function<T, String> printer) {
    this.name = name;
    this.initial = initial;
    this.value = initial;
    this.reader = reader;
    this.printer = printer;
  }

  /** The name in small letters. */
  public String name() {
    return name;
  }

  /** The value now. */
  public T get() {
    return value;
  }

  /** The value as CONFIG GET prints it. */
  public String text() {
    return printer.apply(value);
  }

  /** Whether only the start can set it. */
  public boolean isImmutable() {
    return immutable;
  }

  /** Whether it has the value that it has where nothing is configured. */
  public boolean isInitial() {
    return value.equals(initial);
  }

  /** Has the action run with each new value. */
  public void onChange(Consumer<T> action) {
    listeners.add(action);
  }

  /** Has the action run with the value now and with each new one. */
  public void whenSet(Consumer<T> action) {
    action.accept(value);
    onChange(action);
  }

  Directive<T> with(Consumer<T> action) {
    onChange(action);
    return this;
  }

  Directive<T> immutable() {
    immutable = true;
    return this;
  }

  void set(String text) throws Refused {
    value = reader.read(text);
  }

  void announce() {
    listeners.forEach(listener -> listener.accept(value));
  }

  // ---- kinds

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
        name, initial, text -> within(least, most, bytes(text)), Object::toString);
  }

  static Directive<String> text(String name, String initial) {
    return new Directive<>(name, initial, text -> text, text -> text);
  }

  static Directive<String> choice(String name, String initial, String... choices) {
    List<String> all = List.of(choices);
    return new Directive<>(
        name,
        initial,
        text -> {
          String small = text.toLowerCase(Locale.ROOT);
          if (!all.contains(small)) {
            throw new Refused(
                "argument(s) must be one of the following: " + String.join(", ", all));
          }
          return small;
        },
        text -> text);
  }

  private static long within(long least, long most, long number) throws Refused {
    if (number < least || number > most) {
      throw new Refused("argument must be between %d and %d inclusive".formatted(least, most));
    }
    return number;
  }

  private static long whole(String text) throws Refused {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refused("argument couldn't be parsed into an integer");
    }
  }

  /** As {@code memtoull} reads it: a number and b, k, kb, m, mb, g or gb. */
  private static long bytes(String text) throws Refused {
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
          default -> throw new Refused("argument must be a memory value");
        };
    try {
      return Math.multiplyExact(Long.parseLong(small.substring(0, digits)), unit);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new Refused("argument must be a memory value");
    }
  }
}
