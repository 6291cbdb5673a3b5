package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** Reads the format of {@code struct} option by option, and keeps byte order and alignment. */
final class StructFormat {

  private static final int MOST_INTEGER_BYTES = 32;
  private static final int NATIVE_ALIGNMENT = 8;

  private final Arguments arguments;
  private final Bytes format;
  private int position;
  private int alignment = 1;
  private char option;
  private int size;
  private boolean isBigEndian;

  StructFormat(Arguments arguments) {
    this.arguments = arguments;
    this.format = arguments.string(1);
  }

  /** Moves on to the next option and reads its size; false at the end. */
  boolean next() {
    if (current() == '\0') {
      return false;
    }
    option = current();
    position++;
    size =
        switch (option) {
          case 'b', 'B', 'x' -> 1;
          case 'h', 'H' -> 2;
          case 'f' -> 4;
          case 'l', 'L', 'T', 'd' -> 8;
          case 'c' -> number(1);
          case 'i', 'I' -> integerSize();
          default -> 0;
        };
    return true;
  }

  char option() {
    return option;
  }

  int size() {
    return size;
  }

  boolean isBigEndian() {
    return isBigEndian;
  }

  boolean isInteger() {
    return "bBhHlLTiI".indexOf(option) >= 0;
  }

  /** How many bytes to leave before the option, if so many precede it. */
  int padding(long before) {
    if (size == 0 || option == 'c') {
      return 0;
    }
    int unit = Math.min(size, alignment);
    return (unit - (int) (before & (unit - 1))) & (unit - 1);
  }

  /** An option that moves nothing. */
  void control() {
    switch (option) {
      case ' ' -> {
        // Only for the reader.
      }
      case '>' -> isBigEndian = true;
      case '<' -> isBigEndian = false;
      case '!' -> align(number(NATIVE_ALIGNMENT));
      default -> throw arguments.error(1, "invalid format option '" + option + "'");
    }
  }

  private void align(int bytes) {
    if (bytes <= 0 || (bytes & (bytes - 1)) != 0) {
      throw arguments.runtime.error("alignment " + bytes + " is not a power of 2");
    }
    alignment = bytes;
  }

  private int integerSize() {
    int bytes = number(4);
    if (bytes > MOST_INTEGER_BYTES) {
      throw arguments.runtime.error(
          "integral size %d is larger than limit of %d".formatted(bytes, MOST_INTEGER_BYTES));
    }
    return bytes;
  }

  private int number(int otherwise) {
    if (!isDigit(current())) {
      return otherwise;
    }
    long value = 0;
    while (isDigit(current())) {
      value = value * 10 + current() - '0';
      if (value > Integer.MAX_VALUE) {
        throw arguments.runtime.error("integral size overflow");
      }
      position++;
    }
    return (int) value;
  }

  private static boolean isDigit(char value) {
    return value >= '0' && value <= '9';
  }

  private char current() {
    return position < format.length() ? (char) (format.at(position) & 0xff) : '\0';
  }
}
