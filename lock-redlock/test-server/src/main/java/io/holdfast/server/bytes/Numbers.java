package io.holdfast.server.bytes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers as Redis reads and prints them. */
public final class Numbers {

  /** What {@link #parse} returns where there is no number; also the least number there is. */
  public static final long NO_NUMBER = Long.MIN_VALUE;

  private static final Bytes LEAST = Bytes.of(Long.toString(Long.MIN_VALUE));
  private static final int MOST_LONG_DIGITS = 20;
  private static final Pattern INFINITY = Pattern.compile("[+-]?inf(inity)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[+-]?0x([0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)(p[+-]?\\d+)?");
  private static final Pattern ZERO = Pattern.compile("[+-]?[0.]+(e.*)?");
  private static final Pattern HEXADECIMAL_ZERO = Pattern.compile("[+-]?0x[0.]+(p.*)?");

  private Numbers() {}

  /** The decimal form of the number. */
  static byte[] digits(long number) {
    if (number == Long.MIN_VALUE) {
      return Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
    }
    long rest = Math.abs(number);
    int length = number < 0 ? 2 : 1;
    for (long power = rest; power >= 10; power /= 10) {
      length++;
    }
    byte[] digits = new byte[length];
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    if (number < 0) {
      digits[0] = '-';
    }
    return digits;
  }

  /** Reads as {@code string2ll} does: no spaces, no plus, no leading zeros, nothing behind. */
  public static OptionalLong parseLong(Bytes text) {
    long value = parse(text.array(), 0, text.length());
    return value != NO_NUMBER || isLeast(text) ? OptionalLong.of(value) : OptionalLong.empty();
  }

  /** Whether {@link #parseLong} would find a number. */
  public static boolean isLong(Bytes text) {
    return parse(text.array(), 0, text.length()) != NO_NUMBER || isLeast(text);
  }

  /** The least number is also the mark of none, so it is known by its text. */
  private static boolean isLeast(Bytes text) {
    return text.length() == LEAST.length() && text.equals(LEAST);
  }

  /**
   * As {@link #parseLong}, of a part of the array.
   *
   * @return {@link #NO_NUMBER} where there is none
   */
  public static long parse(byte[] digits, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > MOST_LONG_DIGITS) {
      return NO_NUMBER;
    }
    if (length == 1 && digits[from] == '0') {
      return 0;
    }
    boolean negative = digits[from] == '-';
    int index = negative ? from + 1 : from;
    if (index == to || digits[index] < '1' || digits[index] > '9') {
      return NO_NUMBER;
    }
    long value = 0; // Counted downwards, because there is one more negative number.
    for (; index < to; index++) {
      int digit = digits[index] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        return NO_NUMBER;
      }
      value = value * 10 - digit;
    }
    return negative || value == NO_NUMBER ? value : -value;
  }

  /**
   * Reads as {@code strtod} with nothing before or behind; "nan" is no number, nor is what is too
   * large or too small for one.
   */
  public static OptionalDouble parseDouble(Bytes text) {
    return parseDouble(text, false);
  }

  private static OptionalDouble parseDouble(Bytes text, boolean rounds) {
    long whole = parse(text.array(), 0, text.length());
    if (whole != NO_NUMBER) {
      return OptionalDouble.of(
          (double) whole); // Which rounds as strtod does, and is the usual case.
    }
    String word = new String(text.array(), StandardCharsets.ISO_8859_1);
    String lower = word.toLowerCase(Locale.ROOT);
    if (INFINITY.matcher(lower).matches()) {
      return OptionalDouble.of(
          lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    double number;
    boolean zero;
    if (DECIMAL.matcher(lower).matches()) {
      number = Double.parseDouble(word);
      zero = ZERO.matcher(lower).matches();
    } else if (HEXADECIMAL.matcher(lower).matches()) {
      number = Double.parseDouble(lower.indexOf('p') < 0 ? lower + "p0" : lower);
      zero = HEXADECIMAL_ZERO.matcher(lower).matches();
    } else {
      return OptionalDouble.empty();
    }
    boolean exceeds = Double.isInfinite(number) || (number == 0 && !zero);
    return exceeds && !rounds ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  /**
   * Reads as C's {@code strtod} called by itself, if nothing is left behind: spaces may be before
   * the number, nothing at all is zero, and what is too large is infinite.
   */
  public static OptionalDouble parseLikeStrtod(Bytes text) {
    int spaces = 0;
    while (spaces < text.length() && isSpace(text.at(spaces))) {
      spaces++;
    }
    return text.isEmpty()
        ? OptionalDouble.of(0)
        : parseDouble(text.slice(spaces, text.length()), true);
  }

  /** As {@link #parseDouble}, but what is too large for a double is infinite. */
  public static OptionalDouble parseLongDouble(Bytes text) {
    return text.isEmpty() || isSpace(text.at(0)) ? OptionalDouble.empty() : parseDouble(text, true);
  }

  private static boolean isSpace(byte letter) {
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
  }

  /**
   * The sum of two numbers as INCRBYFLOAT prints it: in full, with 17 digits behind the point at
   * the most and no trailing zeros. Redis adds {@code long double}s of 64 bits' precision; so does
   * this.
   *
   * @return empty where one is no number; an empty text where the sum is not finite
   */
  public static Optional<Bytes> sumOfReals(Bytes one, Bytes other) {
    return ExtendedReal.sum(one, other);
  }

  /** Prints in full, with so many digits behind the point at the most and no trailing zeros. */
  public static String formatDecimal(double value, int most) {
    BigDecimal rounded =
        new BigDecimal(value).setScale(most, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** Prints as C's {@code %.<digits>f}. */
  public static String formatF(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return formatG(value, digits);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN);
    boolean minusZero = rounded.signum() == 0 && Double.doubleToRawLongBits(value) < 0;
    return (minusZero ? "-" : "") + rounded.toPlainString();
  }

  /** Prints as C's {@code %.<digits>g}. */
  public static String formatG(double value, int digits) {
    if (Double.isNaN(value)) {
      return Double.doubleToRawLongBits(value) < 0 ? "-nan" : "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < Math.pow(10, Math.min(digits, 15))) {
      return Long.toString((long) value);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      return scientific(rounded, exponent);
    }
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.toPlainString();
  }

  private static String scientific(BigDecimal rounded, int exponent) {
    BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
    String sign = exponent < 0 ? "-" : "+";
    int size = Math.abs(exponent);
    return mantissa.toPlainString() + "e" + sign + (size < 10 ? "0" : "") + size;
  }
}
