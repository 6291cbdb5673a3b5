package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number as C's {@code strtod} does, which is what Lua 5.1 calls: decimal and hexadecimal,
 * with fraction and exponent, "inf" and "nan", spaces around it. A zero byte ends the text.
 */
final class NumberText {

  private final String text;
  private int position;

  private NumberText(String text) {
    this.text = text;
  }

  /** The number, or null if the text is none. */
  static @Nullable Double parse(Bytes source) {
    int length = source.length();
    if (length > 0 && length < 10) {
      int small = smallInteger(source);
      if (small >= 0) {
        return (double) small;
      }
    }
    String text = Values.latin(source);
    int zero = text.indexOf('\0');
    return new NumberText(zero < 0 ? text : text.substring(0, zero)).read();
  }

  /** Reads a number that begins at an index; what stands behind it does not matter. */
  static @Nullable Prefix parsePrefix(String text, int from) {
    NumberText reader = new NumberText(text);
    reader.position = from;
    Double value = reader.readSigned();
    return value == null ? null : new Prefix(value, reader.position);
  }

  /** A number and where it ended. */
  record Prefix(double value, int end) {}

  private static int smallInteger(Bytes source) {
    int value = 0;
    for (int i = 0; i < source.length(); i++) {
      int digit = source.at(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private @Nullable Double read() {
    skipSpaces();
    Double value = readSigned();
    skipSpaces();
    return position < text.length() ? null : value;
  }

  private @Nullable Double readSigned() {
    boolean isNegative = at('-');
    if (isNegative || at('+')) {
      position++;
    }
    Double value = readUnsigned();
    return isNegative && value != null ? Double.valueOf(-value) : value;
  }

  private @Nullable Double readUnsigned() {
    String rest = text.substring(position).toLowerCase(Locale.ROOT);
    for (String word : new String[] {"infinity", "inf", "nan"}) {
      if (rest.startsWith(word)) {
        position += word.length();
        return word.equals("nan") ? readNan() : Double.valueOf(Double.POSITIVE_INFINITY);
      }
    }
    return rest.startsWith("0x") && isHexNumber(rest) ? readHexadecimal() : readDecimal();
  }

  /** After the word may stand letters and digits in parentheses. */
  private Double readNan() {
    if (at('(')) {
      int end = position + 1;
      while (end < text.length() && isWordCharacter(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == ')') {
        position = end + 1;
      }
    }
    return Double.NaN;
  }

  private static boolean isWordCharacter(char value) {
    return value == '_' || (value < 0x80 && Character.isLetterOrDigit(value));
  }

  private static boolean isHexNumber(String rest) {
    int first = rest.length() > 2 && rest.charAt(2) == '.' ? 3 : 2;
    return rest.length() > first && Character.digit(rest.charAt(first), 16) >= 0;
  }

  private Double readHexadecimal() {
    int start = position;
    position += 2;
    skipDigits(16);
    boolean hasPoint = at('.');
    if (hasPoint) {
      position++;
      skipDigits(16);
    }
    int end = position;
    String digits = text.substring(start, end);
    boolean hasExponent = (at('p') || at('P')) && skipExponent();
    return Double.parseDouble(hasExponent ? text.substring(start, position) : digits + "p0");
  }

  private @Nullable Double readDecimal() {
    int start = position;
    int digits = skipDigits(10);
    if (at('.')) {
      position++;
      digits += skipDigits(10);
    }
    if (digits == 0) {
      return null;
    }
    if (at('e') || at('E')) {
      skipExponent();
    }
    return Double.parseDouble(text.substring(start, position));
  }

  private boolean skipExponent() {
    int start = position;
    position++;
    if (at('+') || at('-')) {
      position++;
    }
    if (skipDigits(10) == 0) {
      position = start;
      return false;
    }
    return true;
  }

  private int skipDigits(int base) {
    int start = position;
    while (position < text.length()
        && text.charAt(position) < 0x80
        && Character.digit(text.charAt(position), base) >= 0) {
      position++;
    }
    return position - start;
  }

  private boolean at(char expected) {
    return position < text.length() && text.charAt(position) == expected;
  }

  private void skipSpaces() {
    while (position < text.length()
        && (at(' ') || (text.charAt(position) >= '\t' && text.charAt(position) <= '\r'))) {
      position++;
    }
  }
}
