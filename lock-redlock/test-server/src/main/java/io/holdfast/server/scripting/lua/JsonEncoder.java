package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import org.jspecify.annotations.Nullable;

/** {@code cjson.encode}: a table is an array if all its keys are positive integers. */
final class JsonEncoder {

  private static final int NO_ARRAY = -1;

  /** How much Java stack a table in a table takes, in levels of nodes. */
  static final int LEVELS_PER_TABLE = 6;

  private final LuaRuntime runtime;
  private final JsonOptions options;
  private final LuaStringBuilder result = new LuaStringBuilder();

  JsonEncoder(LuaRuntime runtime, JsonOptions options) {
    this.runtime = runtime;
    this.options = options;
  }

  Bytes encode(@Nullable Object value) {
    append(value, 0);
    return result.toBytes();
  }

  private void append(@Nullable Object value, int depth) {
    if (value == null || value == LuaNull.NULL) {
      result.append("null");
    } else if (value instanceof Bytes text) {
      appendString(text);
    } else if (value instanceof Double number) {
      appendNumber(number);
    } else if (value instanceof Boolean) {
      result.append(value.toString());
    } else if (value instanceof LuaTable table) {
      appendTable(table, depth + 1);
    } else {
      throw refusal(value, "type not supported");
    }
  }

  private LuaError refusal(@Nullable Object value, String reason) {
    return runtime.error("Cannot serialise " + Values.typeName(value) + ": " + reason);
  }

  private void appendNumber(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      if (options.nullsInvalidNumbers()) {
        result.append("null");
        return;
      }
      if (!options.writesInvalidNumbers()) {
        throw refusal(number, "must not be NaN or Inf");
      }
      if (Double.isNaN(number)) {
        result.append("nan"); // Whatever its sign.
        return;
      }
    }
    result.append(Numbers.formatG(number, options.digits));
  }

  private void appendString(Bytes text) {
    result.append('"');
    for (byte value : text.array()) {
      switch (value) {
        case '"', '\\', '/' -> result.append('\\').append(value);
        case '\b' -> result.append("\\b");
        case '\t' -> result.append("\\t");
        case '\n' -> result.append("\\n");
        case '\f' -> result.append("\\f");
        case '\r' -> result.append("\\r");
        default -> appendCharacter(value);
      }
    }
    result.append('"');
  }

  private void appendCharacter(byte value) {
    if ((value >= 0 && value < ' ') || value == 0x7f) {
      result.append(String.format("\\u%04x", value));
    } else {
      result.append(value);
    }
  }

  private void appendTable(LuaTable table, int depth) {
    if (depth > options.mostEncodeDepth) {
      throw runtime.error("Cannot serialise, excessive nesting (" + depth + ")");
    }
    runtime.nested(
        LEVELS_PER_TABLE,
        () -> {
          int length = arrayLength(table);
          if (length > 0) {
            appendArray(table, length, depth);
          } else {
            appendObject(table, depth);
          }
          return null;
        });
  }

  /** The highest index, 0 of an empty table, below 0 if it must be an object. */
  private int arrayLength(LuaTable table) {
    double highest = 0;
    int items = 0;
    for (int i = 0; i < table.endPosition(); i++) {
      if (table.entryAt(i) == null) {
        continue;
      }
      if (!(table.keyAt(i) instanceof Double key) || key < 1 || key != Math.floor(key)) {
        return NO_ARRAY;
      }
      highest = Math.max(highest, key);
      items++;
    }
    boolean isSparse =
        options.sparseRatio > 0
            && highest > (double) items * options.sparseRatio
            && highest > options.sparseSafe;
    if (isSparse && !options.sparseConverts) {
      throw refusal(table, "excessively sparse array");
    }
    return isSparse ? NO_ARRAY : (int) highest;
  }

  private void appendArray(LuaTable table, int length, int depth) {
    result.append('[');
    for (int i = 1; i <= length; i++) {
      if (i > 1) {
        result.append(',');
      }
      append(table.get(i), depth);
    }
    result.append(']');
  }

  private void appendObject(LuaTable table, int depth) {
    result.append('{');
    boolean isFirst = true;
    for (int i = 0; i < table.endPosition(); i++) {
      Object value = table.entryAt(i);
      if (value == null) {
        continue;
      }
      if (!isFirst) {
        result.append(',');
      }
      isFirst = false;
      appendKey(table.keyAt(i));
      result.append(':');
      append(value, depth);
    }
    result.append('}');
  }

  private void appendKey(Object key) {
    if (key instanceof Double number) {
      result.append('"');
      appendNumber(number);
      result.append('"');
    } else if (key instanceof Bytes text) {
      appendString(text);
    } else {
      throw refusal(key, "table key must be a number or string");
    }
  }
}
