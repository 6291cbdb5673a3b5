package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** {@code string.format}. */
final class StringFormat {

  private static final String FLAGS = "-+ #0";
  private static final int LONG_STRING = 100;

  private final Arguments arguments;
  private final Bytes format;
  private final LuaStringBuilder result = new LuaStringBuilder();
  private int position;
  private int argument = 1;

  StringFormat(Arguments arguments) {
    this.arguments = arguments;
    this.format = arguments.string(1);
  }

  Bytes run() {
    while (position < format.length()) {
      byte next = format.at(position++);
      if (next != '%') {
        result.append(next);
      } else if (current() == '%') {
        position++;
        result.append('%');
      } else {
        argument++;
        arguments.check(argument <= arguments.count(), argument, "no value");
        convert(directive());
      }
    }
    return result.toBytes();
  }

  private char current() {
    return position < format.length() ? (char) (format.at(position) & 0xff) : '\0';
  }

  private CFormat directive() {
    int start = position;
    while (current() != '\0' && FLAGS.indexOf(current()) >= 0) {
      position++;
    }
    if (position - start > FLAGS.length()) {
      throw arguments.runtime.error("invalid format (repeated flags)");
    }
    String flags = Values.latin(format.slice(start, position));
    int width = twoDigits();
    int precision = -1;
    if (current() == '.') {
      position++;
      precision = twoDigits();
    }
    if (isDigit(current())) {
      throw arguments.runtime.error("invalid format (width or precision too long)");
    }
    char conversion = current();
    position++;
    return new CFormat(flags, width, precision, conversion);
  }

  private int twoDigits() {
    int value = 0;
    for (int i = 0; i < 2 && isDigit(current()); i++) {
      value = 10 * value + current() - '0';
      position++;
    }
    return value;
  }

  private static boolean isDigit(char value) {
    return value >= '0' && value <= '9';
  }

  private void convert(CFormat directive) {
    switch (directive.conversion()) {
      case 'c' -> character(directive);
      case 'd', 'i' -> result.append(directive.integer(arguments.integer(argument)));
      case 'o', 'u', 'x', 'X' -> result.append(directive.integer(unsigned()));
      case 'e', 'E', 'f', 'g', 'G' -> result.append(directive.decimal(arguments.number(argument)));
      case 'q' -> quote(arguments.string(argument));
      case 's' -> string(directive);
      default -> {
        char shown = directive.conversion();
        throw arguments.runtime.error(
            "invalid option '%" + (shown == '\0' ? "" : shown) + "' to 'format'");
      }
    }
  }

  /** C's cast to 64 bits without a sign, as x86 does it. */
  private long unsigned() {
    double number = arguments.number(argument);
    return number >= 0x1p63
        ? Arguments.toLong(number - 0x1p63) ^ Long.MIN_VALUE
        : Arguments.toLong(number);
  }

  private void character(CFormat directive) {
    char value = (char) (arguments.integer(argument) & 0xff);
    String text = new CFormat(directive.flags(), directive.width(), -1, 'c').text("" + value);
    result.append(untilZero(text));
  }

  private void string(CFormat directive) {
    Bytes value = arguments.string(argument);
    if (directive.precision() < 0 && value.length() >= LONG_STRING) {
      result.append(value);
    } else {
      result.append(directive.text(untilZero(Values.latin(value))));
    }
  }

  /** C's strings end at a zero byte. */
  private static String untilZero(String text) {
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
  }

  private void quote(Bytes text) {
    result.append('"');
    for (byte value : text.array()) {
      switch (value) {
        case '"', '\\', '\n' -> result.append('\\').append(value);
        case '\r' -> result.append("\\r");
        case 0 -> result.append("\\000");
        default -> result.append(value);
      }
    }
    result.append('"');
  }
}
