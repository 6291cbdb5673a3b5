package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code cmsgpack.pack}: a table is an array if its keys are 1 to n without a hole. */
final class MessagePackWriter {

  private static final int MOST_DEPTH = 16;

  private final LuaStringBuilder result = new LuaStringBuilder();

  Bytes toBytes() {
    return result.toBytes();
  }

  void write(@Nullable Object value, int depth) {
    if (value instanceof Bytes text) {
      writeString(text);
    } else if (value instanceof Boolean truth) {
      result.append(truth ? 0xc3 : 0xc2);
    } else if (value instanceof Double number) {
      writeNumber(number);
    } else if (value instanceof LuaTable table && depth < MOST_DEPTH) {
      writeTable(table, depth + 1);
    } else {
      result.append(0xc0);
    }
  }

  private void writeString(Bytes text) {
    int length = text.length();
    if (length < 32) {
      result.append(0xa0 | length);
    } else if (length <= 0xff) {
      append(0xd9, length, 1);
    } else if (length <= 0xffff) {
      append(0xda, length, 2);
    } else {
      append(0xdb, length, 4);
    }
    result.append(text);
  }

  private void writeNumber(double number) {
    long integer = Arguments.toLong(number);
    if (integer == number) {
      writeInteger(integer);
    } else if (number == (float) number) {
      append(0xca, Float.floatToRawIntBits((float) number), 4);
    } else {
      append(0xcb, Double.doubleToRawLongBits(number), 8);
    }
  }

  private void writeInteger(long value) {
    if (value >= 0) {
      writeCount(value);
    } else if (value >= -32) {
      result.append((int) value);
    } else if (value >= Byte.MIN_VALUE) {
      append(0xd0, value, 1);
    } else if (value >= Short.MIN_VALUE) {
      append(0xd1, value, 2);
    } else if (value >= Integer.MIN_VALUE) {
      append(0xd2, value, 4);
    } else {
      append(0xd3, value, 8);
    }
  }

  private void writeCount(long value) {
    if (value <= 0x7f) {
      result.append((int) value);
    } else if (value <= 0xff) {
      append(0xcc, value, 1);
    } else if (value <= 0xffff) {
      append(0xcd, value, 2);
    } else if (value <= 0xffffffffL) {
      append(0xce, value, 4);
    } else {
      append(0xcf, value, 8);
    }
  }

  /** A type, and so many bytes of a value, the highest first. */
  private void append(int type, long value, int bytes) {
    result.append(type);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      result.append((int) (value >>> shift));
    }
  }

  private void writeTable(LuaTable table, int depth) {
    int entries = 0;
    double highest = 0;
    boolean isArray = true;
    for (int i = 0; i < table.endPosition(); i++) {
      if (table.entryAt(i) != null) {
        entries++;
        boolean isIndex =
            table.keyAt(i) instanceof Double key && key > 0 && key == (double) key.intValue();
        isArray = isArray && isIndex;
        highest = isIndex ? Math.max(highest, (Double) table.keyAt(i)) : highest;
      }
    }
    if (isArray && highest == entries) {
      writeArray(table, depth);
    } else {
      writeMap(table, entries, depth);
    }
  }

  private void writeArray(LuaTable table, int depth) {
    int length = table.length();
    if (length <= 15) {
      result.append(0x90 | length);
    } else {
      append(length <= 0xffff ? 0xdc : 0xdd, length, length <= 0xffff ? 2 : 4);
    }
    for (int i = 1; i <= length; i++) {
      write(table.get(i), depth);
    }
  }

  private void writeMap(LuaTable table, int entries, int depth) {
    if (entries <= 15) {
      result.append(0x80 | entries);
    } else {
      append(entries <= 0xffff ? 0xde : 0xdf, entries, entries <= 0xffff ? 2 : 4);
    }
    for (int i = 0; i < table.endPosition(); i++) {
      if (table.entryAt(i) != null) {
        write(table.keyAt(i), depth);
        write(table.entryAt(i), depth);
      }
    }
  }
}
