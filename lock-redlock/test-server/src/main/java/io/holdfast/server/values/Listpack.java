package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;

/** How many bytes Redis's listpack takes, which decides how many elements it holds. */
final class Listpack {

  /** The head and the end of one without elements. */
  static final int EMPTY = 7;

  private Listpack() {}

  /** An element that is a string, which may be that of a whole number. */
  static long sizeOf(Bytes element) {
    if (Numbers.isLong(element)) {
      return sizeOf(Numbers.parseLong(element).orElse(0));
    }
    int length = element.length();
    return withLength(length + (length < 1 << 6 ? 1 : length < 1 << 12 ? 2 : 5));
  }

  /** An element that is a whole number. */
  static long sizeOf(long number) {
    if (number >= 0 && number <= 127) {
      return withLength(1);
    }
    long size = number < 0 ? ~number : number;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(size) + 1;
    return withLength(bits <= 13 ? 2 : bits <= 16 ? 3 : bits <= 24 ? 4 : bits <= 32 ? 5 : 9);
  }

  /** Behind each element stands how long it is, so that one can go backwards. */
  private static long withLength(int bytes) {
    int length =
        bytes <= 127
            ? 1
            : bytes < (1 << 14) - 1 ? 2 : bytes < (1 << 21) - 1 ? 3 : bytes < (1 << 28) - 1 ? 4 : 5;
    return (long) bytes + length;
  }
}
