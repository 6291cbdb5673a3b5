package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a function have in common: its globals, the chunk's name, one object for each
 * string of the chunk, and one zero.
 */
record Linking(
    LuaTable environment, String chunkName, Map<Bytes, Bytes> strings, List<Double> zeros) {

  Linking(LuaTable environment, String chunkName) {
    this(environment, chunkName, new HashMap<>(), new ArrayList<>());
  }

  /** For a function inside. */
  Linking inner() {
    return new Linking(environment, chunkName, strings, new ArrayList<>());
  }

  /** A constant; of 0 and -0 a function has only the one that came first, as in C Lua. */
  Double number(Double value) {
    if (value != 0) {
      return value;
    }
    if (zeros.isEmpty()) {
      zeros.add(value);
    }
    return zeros.get(0);
  }

  /** The one object for a string: looking it up in a table then compares references. */
  Bytes string(Bytes text) {
    Bytes known = strings.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  Statement[] block(List<StatementSyntax> block) {
    return block.stream().map(statement -> statement.link(this)).toArray(Statement[]::new);
  }

  Expression[] list(List<ExpressionSyntax> list) {
    return list.stream().map(expression -> expression.link(this)).toArray(Expression[]::new);
  }

  /** Whether the last of the list may have any number of values. */
  static boolean isOpen(List<ExpressionSyntax> list) {
    return !list.isEmpty() && list.get(list.size() - 1).hasManyValues();
  }
}
