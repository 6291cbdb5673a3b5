package io.holdfast.server.scripting.lua;

import java.util.Arrays;

/** Evaluates the expressions of a list; the last of an open list gives all its values. */
final class ExpressionList {

  private ExpressionList() {}

  /** The values, from an index of the array on. */
  static Object[] values(Expression[] list, boolean isOpen, Frame frame, int from) {
    int single = isOpen ? list.length - 1 : list.length;
    Object[] values = new Object[from + single];
    for (int i = 0; i < single; i++) {
      values[from + i] = list[i].value(frame);
    }
    if (!isOpen) {
      return values;
    }
    Object last = list[single].values(frame);
    if (last instanceof Object[] several) {
      if (from + single == 0) {
        return several;
      }
      Object[] all = Arrays.copyOf(values, values.length + several.length);
      System.arraycopy(several, 0, all, values.length, several.length);
      return all;
    }
    Object[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = last;
    return all;
  }
}
