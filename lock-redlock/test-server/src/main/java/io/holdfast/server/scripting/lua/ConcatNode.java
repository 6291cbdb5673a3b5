package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code a .. b .. c}: all operands first, then joined from the right. */
final class ConcatNode extends Expression {

  private final Expression[] operands;

  ConcatNode(int line, Expression[] operands) {
    super(line);
    this.operands = operands;
  }

  @Override
  @Nullable Object value(Frame frame) {
    Object[] values = new Object[operands.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = operands[i].value(frame);
    }
    int last = values.length - 1;
    Object joined = values[last];
    while (last > 0) {
      int first = last;
      if (Values.isText(joined)) {
        while (first > 0 && Values.isText(values[first - 1])) {
          first--;
        }
      }
      if (joined != null && first < last) {
        joined = join(values, first, last, joined);
        last = first;
      } else {
        frame.at = this;
        joined = combine(frame.runtime, last, values[last - 1], joined);
        last--;
      }
    }
    return joined;
  }

  private static Bytes join(Object[] values, int first, int last, Object end) {
    Bytes[] texts = new Bytes[last - first + 1];
    int length = 0;
    for (int i = first; i <= last; i++) {
      Bytes text = Values.text(i == last ? end : values[i]);
      texts[i - first] = text;
      length += text.length();
    }
    byte[] all = new byte[length];
    int position = 0;
    for (Bytes text : texts) {
      System.arraycopy(text.array(), 0, all, position, text.length());
      position += text.length();
    }
    return Bytes.wrap(all);
  }

  private @Nullable Object combine(
      LuaRuntime runtime, int last, @Nullable Object left, @Nullable Object right) {
    Object handler = Metamethods.binaryHandler(runtime, Event.CONCAT, left, right);
    if (handler != null) {
      return Results.first(Metamethods.invoke(runtime, handler, left, right));
    }
    throw Values.isText(left)
        ? runtime.typeError("concatenate", right, operands[last])
        : runtime.typeError("concatenate", left, operands[last - 1]);
  }
}
