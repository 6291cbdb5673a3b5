package io.holdfast.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
  private @Nullable String alias;
  private boolean immutable;
  private boolean guarded;
  private boolean takesWords;
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

  /** The older name that means the same, or null. */
  public @Nullable String alias() {
    return alias;
  }

  /** Whether only the start can set it, unless {@code enable-protected-configs} says otherwise. */
  public boolean isGuarded() {
    return guarded;
  }

  /** Whether its value is several words. */
  public boolean takesWords() {
    return takesWords;
  }

  Directive<T> with(Consumer<T> action) {
    onChange(action);
    return this;
  }

  Directive<T> immutable() {
    immutable = true;
    return this;
  }

  Directive<T> guarded() {
    guarded = true;
    return this;
  }

  Directive<T> words() {
    takesWords = true;
    return this;
  }

  Directive<T> alias(String older) {
    alias = older;
    return this;
  }

  void set(String text) throws Refused {
    value = reader.read(text);
  }

  void announce() {
    listeners.forEach(listener -> listener.accept(value));
  }
}
