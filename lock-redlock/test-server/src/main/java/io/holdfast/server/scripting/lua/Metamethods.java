package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What operations do when raw values alone do not decide: they ask the metatables, or fail.
 *
 * <p>Errors take their position from the innermost frame, so a node notes itself there first.
 */
final class Metamethods {

  private static final int MOST_STEPS = 100;

  private Metamethods() {}

  /** The handler of an event, nil if there is none. */
  static @Nullable Object handler(LuaRuntime runtime, @Nullable Object value, Event event) {
    return handler(runtime.metatable(value), event);
  }

  private static @Nullable Object handler(@Nullable LuaTable metatable, Event event) {
    return metatable == null ? null : metatable.get(event.key, event.hash);
  }

  /** {@code value[key]}. */
  static @Nullable Object index(
      LuaRuntime runtime,
      @Nullable Object value,
      @Nullable Object key,
      @Nullable Expression culprit) {
    Object target = value;
    for (int i = 0; i < MOST_STEPS; i++) {
      Object handler;
      if (target instanceof LuaTable table) {
        Object found = table.get(key);
        if (found != null) {
          return found;
        }
        handler = handler(table.metatable(), Event.INDEX);
        if (handler == null) {
          return null;
        }
      } else {
        handler = handler(runtime, target, Event.INDEX);
        if (handler == null) {
          throw runtime.typeError("index", target, i == 0 ? culprit : null);
        }
      }
      if (handler instanceof LuaFunction function) {
        return Results.first(invoke(runtime, function, target, key));
      }
      target = handler;
    }
    throw runtime.error("loop in gettable");
  }

  /** {@code value[key] = assigned}. */
  static void setIndex(
      LuaRuntime runtime,
      @Nullable Object value,
      @Nullable Object key,
      @Nullable Object assigned,
      @Nullable Expression culprit) {
    Object target = value;
    for (int i = 0; i < MOST_STEPS; i++) {
      Object handler;
      if (target instanceof LuaTable table) {
        checkWritable(runtime, table);
        handler = table.metatable() == null ? null : newIndexHandler(runtime, table, key);
        if (handler == null) {
          checkKey(runtime, key);
          table.set(key, assigned);
          return;
        }
      } else {
        handler = handler(runtime, target, Event.NEW_INDEX);
        if (handler == null) {
          throw runtime.typeError("index", target, i == 0 ? culprit : null);
        }
      }
      if (handler instanceof LuaFunction function) {
        invoke(runtime, function, target, key, assigned);
        return;
      }
      target = handler;
    }
    throw runtime.error("loop in settable");
  }

  /** The handler of a key that is absent; the key takes its place in the table all the same. */
  private static @Nullable Object newIndexHandler(
      LuaRuntime runtime, LuaTable table, @Nullable Object key) {
    if (table.get(key) != null) {
      return null;
    }
    Object handler = handler(table.metatable(), Event.NEW_INDEX);
    if (handler != null) {
      table.reserve(checkKey(runtime, key));
    }
    return handler;
  }

  static void checkWritable(LuaRuntime runtime, LuaTable table) {
    if (table.isReadOnly()) {
      throw runtime.error("Attempt to modify a readonly table");
    }
  }

  static Object checkKey(LuaRuntime runtime, @Nullable Object key) {
    if (key == null) {
      throw runtime.error("table index is nil");
    }
    if (key instanceof Double number && number.isNaN()) {
      throw runtime.error("table index is NaN");
    }
    return key;
  }

  /** Calls a value that is no function: its {@code __call}, with the value put first. */
  static @Nullable Object call(
      LuaRuntime runtime,
      @Nullable Object value,
      @Nullable Object[] arguments,
      Expression.@Nullable Described described) {
    return callHandler(runtime, value, described).callAll(Results.prepend(value, arguments));
  }

  static LuaFunction callHandler(
      LuaRuntime runtime, @Nullable Object value, Expression.@Nullable Described described) {
    if (handler(runtime, value, Event.CALL) instanceof LuaFunction function) {
      return function;
    }
    throw runtime.typeError("call", value, described);
  }

  /** The length of what is neither a string nor a table. */
  static @Nullable Object length(
      LuaRuntime runtime, @Nullable Object value, @Nullable Expression culprit) {
    Object handler = handler(runtime, value, Event.LENGTH);
    if (handler == null) {
      throw runtime.typeError("get length of", value, culprit);
    }
    return Results.first(invoke(runtime, handler, value, null));
  }

  /** A binary operation of which one operand has a handler, nil and false if none has. */
  static @Nullable Object binaryHandler(
      LuaRuntime runtime, Event event, @Nullable Object left, @Nullable Object right) {
    Object handler = handler(runtime, left, event);
    return handler == null ? handler(runtime, right, event) : handler;
  }

  /** {@code left == right} for values that are not the same. */
  static boolean equal(LuaRuntime runtime, @Nullable Object left, @Nullable Object right) {
    if (!(left instanceof LuaTable first) || !(right instanceof LuaTable second)) {
      return Values.rawEquals(left, right);
    }
    if (first == second) {
      return true;
    }
    Object handler = handler(first.metatable(), Event.EQUAL);
    if (handler == null
        || (first.metatable() != second.metatable()
            && !Values.rawEquals(handler, handler(second.metatable(), Event.EQUAL)))) {
      return false;
    }
    return Values.isTrue(Results.first(invoke(runtime, handler, left, right)));
  }

  /** {@code left < right}. */
  static boolean less(LuaRuntime runtime, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Double first && right instanceof Double second) {
      return first < second;
    }
    if (left instanceof Bytes first && right instanceof Bytes second) {
      return first.compareTo(second) < 0;
    }
    Object handler = orderHandler(runtime, Event.LESS, left, right);
    if (handler == null) {
      throw orderError(runtime, left, right);
    }
    return Values.isTrue(Results.first(invoke(runtime, handler, left, right)));
  }

  /** {@code left <= right}. */
  static boolean atMost(LuaRuntime runtime, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Double first && right instanceof Double second) {
      return first <= second;
    }
    if (left instanceof Bytes first && right instanceof Bytes second) {
      return first.compareTo(second) <= 0;
    }
    Object handler = orderHandler(runtime, Event.AT_MOST, left, right);
    if (handler != null) {
      return Values.isTrue(Results.first(invoke(runtime, handler, left, right)));
    }
    handler = orderHandler(runtime, Event.LESS, right, left);
    if (handler == null) {
      throw orderError(runtime, left, right);
    }
    return !Values.isTrue(Results.first(invoke(runtime, handler, right, left)));
  }

  /** Both operands must be of one type and have the same handler. */
  private static @Nullable Object orderHandler(
      LuaRuntime runtime, Event event, @Nullable Object left, @Nullable Object right) {
    if (!Values.typeName(left).equals(Values.typeName(right))) {
      return null;
    }
    Object handler = handler(runtime, left, event);
    boolean isShared = Values.rawEquals(handler, handler(runtime, right, event));
    return isShared ? handler : null;
  }

  private static LuaError orderError(
      LuaRuntime runtime, @Nullable Object left, @Nullable Object right) {
    String first = Values.typeName(left);
    String second = Values.typeName(right);
    // C Lua compares the third letters of the names only.
    return runtime.error(
        first.charAt(2) == second.charAt(2)
            ? "attempt to compare two " + first + " values"
            : "attempt to compare " + first + " with " + second);
  }

  static @Nullable Object invoke(
      LuaRuntime runtime, Object handler, @Nullable Object... arguments) {
    runtime.enterHandler();
    try {
      return handler instanceof LuaFunction function
          ? function.callAll(arguments)
          : call(runtime, handler, arguments, null);
    } finally {
      runtime.leaveHandler();
    }
  }
}
