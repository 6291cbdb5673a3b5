package io.holdfast.server.bytes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of 64 significant bits and 15 bits of exponent, the {@code long double} of x86 in which
 * Redis adds for INCRBYFLOAT and HINCRBYFLOAT.
 */
final class ExtendedReal {

  private static final int BITS = 64;
  private static final int DIGITS_BEHIND_POINT = 17;
  private static final int LARGEST_EXPONENT = 16_383;
  private static final int SMALLEST_EXPONENT = -16_445;
  private static final int MOST_DECIMAL_EXPONENT = 10_000;

  private static final Pattern INFINITY = Pattern.compile("[+-]?inf(inity)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,9})?");
  private static final Pattern HEX =
      Pattern.compile("([+-]?)0x([0-9a-f]+)?(?:\\.([0-9a-f]*))?(?:p([+-]?\\d{1,9}))?");

  private ExtendedReal() {}

  /**
   * The sum in decimal, with 17 digits behind the point at the most and no trailing zeros.
   *
   * @return empty where one is no number; an empty text where the sum is not finite
   */
  static Optional<Bytes> sum(Bytes one, Bytes other) {
    String a = one.latin().toLowerCase(Locale.ROOT);
    String b = other.latin().toLowerCase(Locale.ROOT);
    BigDecimal left = parse(a);
    BigDecimal right = parse(b);
    boolean infinite = INFINITY.matcher(a).matches() || INFINITY.matcher(b).matches();
    if (infinite && (left != null || INFINITY.matcher(a).matches())) {
      return right != null || INFINITY.matcher(b).matches()
          ? Optional.of(Bytes.EMPTY)
          : Optional.empty();
    }
    if (left == null || right == null) {
      return Optional.empty();
    }
    BigDecimal sum = round(left.add(right));
    if (isTooLarge(sum)) {
      return Optional.of(Bytes.EMPTY);
    }
    BigDecimal printed =
        sum.setScale(DIGITS_BEHIND_POINT, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return Optional.of(Bytes.of(printed.signum() == 0 ? "0" : printed.toPlainString()));
  }

  /** As {@code strtold} reads it, or null where it is no finite number or out of range. */
  private static @Nullable BigDecimal parse(String text) {
    BigDecimal exact = exact(text);
    if (exact == null || exact.signum() == 0) {
      return exact;
    }
    // Far out of range, and so far that computing with it would take long.
    if (Math.abs((long) exact.precision() - exact.scale()) > MOST_DECIMAL_EXPONENT) {
      return null;
    }
    BigDecimal rounded = round(exact);
    return isTooLarge(rounded) || binaryExponent(rounded) < SMALLEST_EXPONENT ? null : rounded;
  }

  private static @Nullable BigDecimal exact(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    Matcher hex = HEX.matcher(text);
    if (!hex.matches()) {
      return null;
    }
    String whole = hex.group(2) == null ? "" : hex.group(2);
    String behind = hex.group(3) == null ? "" : hex.group(3);
    if (whole.isEmpty() && behind.isEmpty()) {
      return null;
    }
    int exponent =
        (hex.group(4) == null ? 0 : Integer.parseInt(hex.group(4))) - 4 * behind.length();
    if (Math.abs(exponent) > 4 * MOST_DECIMAL_EXPONENT) {
      return null;
    }
    BigDecimal digits = new BigDecimal(new BigInteger(whole + behind, 16));
    BigDecimal size =
        exponent >= 0
            ? digits.multiply(powerOfTwo(exponent))
            : digits.divide(powerOfTwo(-exponent));
    return "-".equals(hex.group(1)) ? size.negate() : size;
  }

  private static BigDecimal powerOfTwo(int exponent) {
    return new BigDecimal(BigInteger.TWO.pow(exponent));
  }

  private static boolean isTooLarge(BigDecimal number) {
    return number.signum() != 0 && binaryExponent(number) > LARGEST_EXPONENT;
  }

  /** The nearest number of 64 significant bits. */
  private static BigDecimal round(BigDecimal exact) {
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    int shift = BITS - 1 - binaryExponent(exact);
    BigDecimal scaled =
        shift >= 0
            ? exact.multiply(powerOfTwo(shift))
            : exact.divide(powerOfTwo(-shift), new MathContext(60));
    BigDecimal whole = scaled.setScale(0, RoundingMode.HALF_EVEN);
    return shift >= 0 ? whole.divide(powerOfTwo(shift)) : whole.multiply(powerOfTwo(-shift));
  }

  /** The largest e with 2^e not above the number's size. */
  private static int binaryExponent(BigDecimal number) {
    BigDecimal size = number.abs();
    if (size.compareTo(BigDecimal.ONE) >= 0) {
      return size.toBigInteger().bitLength() - 1;
    }
    // Its reciprocal is above one, and lies between two powers, or on the lower of them.
    BigDecimal reciprocal = BigDecimal.ONE.divide(size, new MathContext(60, RoundingMode.UP));
    int guess = -(reciprocal.toBigInteger().bitLength() - 1);
    return size.multiply(powerOfTwo(-guess)).compareTo(BigDecimal.ONE) < 0 ? guess - 1 : guess;
  }
}
