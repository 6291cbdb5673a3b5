package io.holdfast.server.scripting.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * One conversion of C's {@code printf}: flags, width and precision of a directive.
 *
 * @param precision below 0 if there is none
 */
record CFormat(String flags, int width, int precision, char conversion) {

  private static final int DEFAULT_PRECISION = 6;

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** A string, cut to the precision and filled to the width. */
  String text(String value) {
    String cut =
        precision >= 0 && precision < value.length() ? value.substring(0, precision) : value;
    return fill("", cut, false);
  }

  String integer(long value) {
    boolean isSigned = conversion == 'd' || conversion == 'i';
    String digits =
        switch (conversion) {
          case 'd', 'i' -> digitsOf(value);
          case 'o' -> Long.toOctalString(value);
          case 'u' -> Long.toUnsignedString(value);
          case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
          default -> Long.toHexString(value);
        };
    if (precision == 0 && value == 0) {
      digits = "";
    }
    if (digits.length() < precision) {
      digits = "0".repeat(precision - digits.length()) + digits;
    }
    String prefix = isSigned ? sign(value < 0) : alternative(value, digits);
    return fill(prefix, digits, precision < 0);
  }

  private static String digitsOf(long value) {
    String decimal = Long.toString(value);
    return value < 0 ? decimal.substring(1) : decimal;
  }

  private String alternative(long value, String digits) {
    if (!has('#')) {
      return "";
    }
    return switch (conversion) {
      case 'x' -> value == 0 ? "" : "0x";
      case 'X' -> value == 0 ? "" : "0X";
      case 'o' -> digits.startsWith("0") ? "" : "0";
      default -> "";
    };
  }

  String decimal(double value) {
    boolean isNegative = Double.doubleToRawLongBits(value) < 0;
    boolean isUpper = Character.isUpperCase(conversion);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      String word = Double.isNaN(value) ? "nan" : "inf";
      return fill(sign(isNegative), isUpper ? word.toUpperCase(Locale.ROOT) : word, false);
    }
    BigDecimal exact = new BigDecimal(Math.abs(value));
    int digits = precision < 0 ? DEFAULT_PRECISION : precision;
    String body =
        switch (Character.toLowerCase(conversion)) {
          case 'e' -> scientific(exact, digits);
          case 'f' -> fixed(exact, digits);
          default -> shortest(exact, Math.max(1, digits));
        };
    return fill(sign(isNegative), isUpper ? body.toUpperCase(Locale.ROOT) : body, true);
  }

  private String sign(boolean isNegative) {
    if (isNegative) {
      return "-";
    }
    return has('+') ? "+" : has(' ') ? " " : "";
  }

  private String fixed(BigDecimal value, int digits) {
    String plain = value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return digits == 0 && has('#') ? plain + "." : plain;
  }

  private String scientific(BigDecimal value, int digits) {
    BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    BigDecimal mantissa = rounded.movePointLeft(exponent);
    return fixed(mantissa, digits) + exponentText(exponent);
  }

  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }

  private static String exponentText(int exponent) {
    int size = Math.abs(exponent);
    return "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
  }

  private String shortest(BigDecimal value, int digits) {
    BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    if (exponent < -4 || exponent >= digits) {
      String mantissa = fixed(rounded.movePointLeft(exponent), digits - 1);
      return withoutZeros(mantissa) + exponentText(exponent);
    }
    return withoutZeros(fixed(rounded, digits - 1 - exponent));
  }

  private String withoutZeros(String digits) {
    if (has('#') || digits.indexOf('.') < 0) {
      return digits;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private String fill(String prefix, String body, boolean allowsZeros) {
    int missing = width - prefix.length() - body.length();
    if (missing <= 0) {
      return prefix + body;
    }
    if (has('-')) {
      return prefix + body + " ".repeat(missing);
    }
    return has('0') && allowsZeros
        ? prefix + "0".repeat(missing) + body
        : " ".repeat(missing) + prefix + body;
  }
}
