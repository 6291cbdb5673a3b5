package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a chunk's nodes have in common: its globals, its name, one object for each string. */
record Linking(LuaTable environment, String chunkName, Map<Bytes, Bytes> strings) {

  Linking(LuaTable environment, String chunkName) {
    this(environment, chunkName, new HashMap<>());
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
