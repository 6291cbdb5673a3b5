package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The arguments of a host function, counted from 1, with the checks and errors that C Lua has. */
final class Arguments {

  final LuaRuntime runtime;
  private final Object[] values;

  Arguments(LuaRuntime runtime, @Nullable Object[] values) {
    this.runtime = runtime;
    this.values = values;
  }

  /** The same and one nil more. */
  Arguments withNilBehind() {
    return new Arguments(runtime, java.util.Arrays.copyOf(values, values.length + 1));
  }

  int count() {
    return values.length;
  }

  /** The value, nil if there is none. */
  @Nullable Object get(int index) {
    return index <= values.length ? values[index - 1] : null;
  }

  /** All from an index on. */
  Object[] from(int index) {
    if (index > values.length) {
      return Results.NONE;
    }
    return java.util.Arrays.copyOfRange(values, index - 1, values.length);
  }

  /** The value, which must be there, if only as nil. */
  @Nullable Object any(int index) {
    if (index > values.length) {
      throw error(index, "value expected");
    }
    return values[index - 1];
  }

  boolean isAbsent(int index) {
    return get(index) == null;
  }

  LuaTable table(int index) {
    if (get(index) instanceof LuaTable table) {
      return table;
    }
    throw typeError(index, "table");
  }

  LuaFunction function(int index) {
    if (get(index) instanceof LuaFunction function) {
      return function;
    }
    throw typeError(index, "function");
  }

  /** A string, or the text of a number. */
  Bytes string(int index) {
    Object value = get(index);
    if (value instanceof Bytes text) {
      return text;
    }
    if (value instanceof Double number) {
      return Values.text(number.doubleValue());
    }
    throw typeError(index, "string");
  }

  /** A number, or that of a string. */
  double number(int index) {
    Double number = Arithmetic.toNumber(get(index));
    if (number == null) {
      throw typeError(index, "number");
    }
    return number;
  }

  /** A number cut to 64 bits. */
  long integer(int index) {
    return toLong(number(index));
  }

  /** A number cut to 64 bits and then to their lower 32. */
  int small(int index) {
    return (int) integer(index);
  }

  long integer(int index, long otherwise) {
    return isAbsent(index) ? otherwise : integer(index);
  }

  int small(int index, int otherwise) {
    return isAbsent(index) ? otherwise : small(index);
  }

  /** C's cast: what does not fit becomes the least number. */
  static long toLong(double number) {
    boolean fits = number >= -0x1p63 && number < 0x1p63;
    return fits ? (long) number : Long.MIN_VALUE;
  }

  /** An argument that must be at most the last one. */
  void checkCountAtMost(int most) {
    check(count() <= most, most + 1, "found too many arguments");
  }

  LuaError typeError(int index, String expected) {
    String actual = index > values.length ? "no value" : Values.typeName(get(index));
    return error(index, expected + " expected, got " + actual);
  }

  /** "bad argument", with the name that the caller knows the function by. */
  LuaError error(int index, String message) {
    CalleeName callee = runtime.callee();
    int shown = callee.isMethod() ? index - 1 : index;
    if (callee.isMethod() && shown == 0) {
      return runtime.error("calling '" + callee.name() + "' on bad self (" + message + ")");
    }
    String name = callee.name() == null ? "?" : callee.name();
    return runtime.error("bad argument #" + shown + " to '" + name + "' (" + message + ")");
  }

  void check(boolean condition, int index, String message) {
    if (!condition) {
      throw error(index, message);
    }
  }
}
