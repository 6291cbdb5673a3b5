package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads an integer in any base as C's {@code strtoul} does: a minus sign wraps around 2^64. */
final class UnsignedText {

  private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(64);

  private UnsignedText() {}

  /** The number, or null if there is none or something stands behind it. */
  static @Nullable Double parse(Bytes source, int base) {
    String text = untilZero(Values.latin(source));
    int start = skipSpaces(text, 0);
    boolean isNegative = start < text.length() && text.charAt(start) == '-';
    if (isNegative || (start < text.length() && text.charAt(start) == '+')) {
      start++;
    }
    if (base == 16 && text.regionMatches(true, start, "0x", 0, 2) && isDigit(text, start + 2, 16)) {
      start += 2;
    }
    int end = start;
    while (isDigit(text, end, base)) {
      end++;
    }
    if (end == start || skipSpaces(text, end) < text.length()) {
      return null;
    }
    BigInteger value = new BigInteger(text.substring(start, end), base);
    if (value.compareTo(WRAP) >= 0) {
      return WRAP.doubleValue();
    }
    boolean wraps = isNegative && value.signum() != 0;
    return (wraps ? WRAP.subtract(value) : value).doubleValue();
  }

  private static boolean isDigit(String text, int index, int base) {
    return index < text.length()
        && text.charAt(index) < 0x80
        && Character.digit(text.charAt(index), base) >= 0;
  }

  private static int skipSpaces(String text, int from) {
    int index = from;
    while (index < text.length()
        && (text.charAt(index) == ' '
            || (text.charAt(index) >= '\t' && text.charAt(index) <= '\r'))) {
      index++;
    }
    return index;
  }

  private static String untilZero(String text) {
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
  }
}
