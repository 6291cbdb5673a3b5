package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code #operand}; a table does not ask its metatable. */
final class LengthNode extends Expression {

  private final Expression operand;

  LengthNode(int line, Expression operand) {
    super(line);
    this.operand = operand;
  }

  @Override
  @Nullable Object value(Frame frame) {
    Object value = operand.value(frame);
    if (value instanceof LuaTable table) {
      return (double) table.length();
    }
    if (value instanceof Bytes text) {
      return (double) text.length();
    }
    frame.at = this;
    return Metamethods.length(frame.runtime, value, operand);
  }
}
