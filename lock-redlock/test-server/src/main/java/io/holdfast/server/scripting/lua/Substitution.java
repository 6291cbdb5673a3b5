package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** What {@code string.gsub} puts in the place of a match: by a template, a table or a function. */
final class Substitution {

  private final LuaRuntime runtime;
  private final Bytes text;
  private final Object replacement;

  Substitution(Arguments arguments, Bytes text) {
    this.runtime = arguments.runtime;
    this.text = text;
    Object given = arguments.get(3);
    boolean isUsable =
        Values.isText(given) || given instanceof LuaTable || given instanceof LuaFunction;
    if (given == null || !isUsable) {
      throw arguments.error(3, "string/function/table expected");
    }
    this.replacement = given;
  }

  void append(Pattern matcher, int start, int end, LuaStringBuilder result) {
    Object value;
    if (replacement instanceof LuaTable table) {
      Object key = matcher.capture(0, start, end);
      value = index(table, key);
    } else if (replacement instanceof LuaFunction function) {
      value = Results.first(runtime.callFromHost(function, matcher.captures(start, end)));
    } else {
      appendTemplate(Values.text(replacement), matcher, start, end, result);
      return;
    }
    if (!Values.isTrue(value)) {
      result.append(text.array(), start, end - start);
    } else if (value != null && Values.isText(value)) {
      result.append(Values.text(value));
    } else {
      throw runtime.error("invalid replacement value (a " + Values.typeName(value) + ")");
    }
  }

  private @Nullable Object index(LuaTable table, Object key) {
    Frame mark = runtime.enterHost();
    try {
      return Metamethods.index(runtime, table, key, null);
    } finally {
      runtime.leaveHost(mark);
    }
  }

  private void appendTemplate(
      Bytes template, Pattern matcher, int start, int end, LuaStringBuilder result) {
    int i = 0;
    while (i < template.length()) {
      byte next = template.at(i++);
      if (next != '%') {
        result.append(next);
        continue;
      }
      byte which = i < template.length() ? template.at(i++) : 0;
      if (which < '0' || which > '9') {
        result.append(which);
      } else if (which == '0') {
        result.append(text.array(), start, end - start);
      } else {
        result.append(Values.text(matcher.capture(which - '1', start, end)));
      }
    }
  }
}
