package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** {@code {...}}: positional items, and fields with a key, in the order of the source. */
final class TableNode extends Expression {

  private static final int ITEMS_PER_FLUSH = 50;

  private final @Nullable Expression[] keys;
  private final Expression[] values;
  private final boolean isOpen;
  private final int arraySize;
  private final int hashSize;

  /** A key of null marks a positional item; the last one of an open list gives all its values. */
  TableNode(int line, @Nullable Expression[] keys, Expression[] values, boolean isOpen) {
    super(line);
    this.keys = keys;
    this.values = values;
    this.isOpen = isOpen;
    int fields = 0;
    for (Expression key : keys) {
      fields += key == null ? 0 : 1;
    }
    this.hashSize = representable(fields);
    this.arraySize = representable(keys.length - fields - (isOpen ? 1 : 0));
  }

  /** C Lua codes the sizes in eight bits, three of them mantissa, and rounds up. */
  private static int representable(int size) {
    int mantissa = size;
    int exponent = 0;
    while (mantissa >= 16) {
      mantissa = (mantissa + 1) >> 1;
      exponent++;
    }
    return mantissa << exponent;
  }

  @Override
  Object value(Frame frame) {
    LuaTable table = new LuaTable(arraySize, hashSize);
    Object[] pending = new Object[Math.min(arraySize, ITEMS_PER_FLUSH)];
    int count = 0;
    int flushed = 0;
    for (int i = 0; i < values.length; i++) {
      if (count == ITEMS_PER_FLUSH) {
        fill(table, flushed, pending, count);
        flushed += count;
        count = 0;
      }
      Expression key = keys[i];
      if (key != null) {
        setField(frame, table, key, values[i]);
      } else if (isOpen && i == values.length - 1) {
        fill(table, flushed, pending, count);
        flushed += count;
        count = 0;
        Object[] rest = Results.all(values[i].values(frame));
        fill(table, flushed, rest, rest.length);
      } else {
        pending[count++] = values[i].value(frame);
      }
    }
    fill(table, flushed, pending, count);
    return table;
  }

  private void setField(Frame frame, LuaTable table, Expression key, Expression value) {
    Object index = key.value(frame);
    Object item = value.value(frame);
    frame.at = this;
    table.set(Metamethods.checkKey(frame.runtime, index), item);
  }

  /** Items reach the table late and together, so a field with the same key loses to them. */
  private static void fill(LuaTable table, int from, Object[] items, int count) {
    if (count > 0) {
      table.ensureArray(from + count);
    }
    for (int i = 0; i < count; i++) {
      table.set(from + i + 1, items[i]);
    }
  }
}
