package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What every value is: its type's name, its truth, its text, and whether it equals another. */
final class Values {

  private static final int DIGITS = 14;
  private static final double EXACT_INTEGERS = 1e14;

  private Values() {}

  static String typeName(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Double) {
      return "number";
    }
    if (value instanceof Bytes) {
      return "string";
    }
    if (value instanceof LuaTable) {
      return "table";
    }
    if (value instanceof LuaFunction) {
      return "function";
    }
    return value instanceof Coroutine ? "thread" : "userdata";
  }

  static boolean isTrue(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value);
  }

  /** Whether it is a string or a number, which operations on strings take too. */
  static boolean isText(@Nullable Object value) {
    return value instanceof Bytes || value instanceof Double;
  }

  /** The text of a string or a number. */
  static Bytes text(Object value) {
    return value instanceof Double number ? text(number.doubleValue()) : (Bytes) value;
  }

  /** As {@code %.14g}. */
  static Bytes text(double number) {
    if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS && number != 0) {
      return Bytes.of((long) number);
    }
    return latin(Numbers.formatG(number, DIGITS));
  }

  /** What {@code tostring} returns for a value without a {@code __tostring}. */
  static Bytes describe(@Nullable Object value) {
    if (value != null && isText(value)) {
      return text(value);
    }
    if (value == null || value instanceof Boolean) {
      return latin(value == null ? "nil" : value.toString());
    }
    if (value == LuaNull.NULL) {
      return latin("userdata: (nil)");
    }
    return latin(String.format("%s: 0x%012x", typeName(value), System.identityHashCode(value)));
  }

  /** Each character one byte. */
  static Bytes latin(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Each byte one character. */
  static String latin(Bytes text) {
    return new String(text.array(), StandardCharsets.ISO_8859_1);
  }

  /** Equality without metamethods. */
  static boolean rawEquals(@Nullable Object left, @Nullable Object right) {
    if (left == right) {
      return !(left instanceof Double number) || !number.isNaN();
    }
    if (left instanceof Double first) {
      return right instanceof Double second && first.doubleValue() == second.doubleValue();
    }
    if (left instanceof Bytes || left instanceof Boolean) {
      return left.equals(right);
    }
    return false;
  }
}
