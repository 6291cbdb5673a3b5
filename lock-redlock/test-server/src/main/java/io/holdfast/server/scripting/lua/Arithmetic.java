package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Operations on numbers and what converts to them. */
final class Arithmetic {

  /** The NaN that the processor makes: it prints as "-nan". */
  private static final Double MADE_NAN = Double.longBitsToDouble(0xfff8000000000000L);

  private Arithmetic() {}

  /** The number of a number or a string, if it has one. */
  static @Nullable Double toNumber(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    return value instanceof Bytes text ? NumberText.parse(text) : null;
  }

  /** Computes one operation of two numbers. */
  static Double compute(Event operation, double left, double right) {
    double result =
        switch (operation) {
          case ADD -> left + right;
          case SUBTRACT -> left - right;
          case MULTIPLY -> left * right;
          case DIVIDE -> left / right;
          case MODULO -> left - Math.floor(left / right) * right;
          case POWER -> power(left, right);
          case NEGATE -> -left;
          default -> throw new IllegalArgumentException(operation + " is no arithmetic");
        };
    return Double.isNaN(result) ? nan(operation, left, right) : Double.valueOf(result);
  }

  /** Java leaves the sign of a NaN open and Lua shows it, so it is decided here, as x86 does. */
  private static Double nan(Event operation, double left, double right) {
    if (operation == Event.NEGATE) {
      return Double.longBitsToDouble(Double.doubleToRawLongBits(left) ^ Long.MIN_VALUE);
    }
    if (Double.isNaN(left)) {
      return left;
    }
    return Double.isNaN(right) ? Double.valueOf(right) : MADE_NAN;
  }

  /** C's pow where Java's differs: 1 to any power, and -1 to an infinite one, is 1. */
  static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  /** An operation whose operands are not both numbers. */
  static @Nullable Object convert(
      LuaRuntime runtime, BinaryOperands at, @Nullable Object left, @Nullable Object right) {
    Double first = toNumber(left);
    Double second = toNumber(right);
    if (first != null && second != null) {
      return compute(at.operation(), first, second);
    }
    Object handler = Metamethods.binaryHandler(runtime, at.operation(), left, right);
    if (handler != null) {
      return Results.first(Metamethods.invoke(runtime, handler, left, right));
    }
    String action = "perform arithmetic on";
    throw first == null
        ? runtime.typeError(action, left, at.left())
        : runtime.typeError(action, right, at.right());
  }

  /** The operation that has those operands, for error messages. */
  record BinaryOperands(Event operation, Expression left, Expression right) {}
}
