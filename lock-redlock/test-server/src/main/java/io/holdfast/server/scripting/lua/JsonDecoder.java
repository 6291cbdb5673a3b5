package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.function.Consumer;

/** {@code cjson.decode}. */
final class JsonDecoder {

  private final LuaRuntime runtime;
  private final JsonOptions options;
  private final JsonLexer lexer;
  private int depth;

  JsonDecoder(LuaRuntime runtime, JsonOptions options, Bytes source) {
    this.runtime = runtime;
    this.options = options;
    this.lexer = new JsonLexer(source, options.decodesInvalidNumbers);
    boolean hasWideCharacters = source.length() >= 2 && (source.at(0) == 0 || source.at(1) == 0);
    if (hasWideCharacters) {
      throw runtime.error("JSON parser does not support UTF-16 or UTF-32");
    }
  }

  Object decode() {
    lexer.next();
    Object value = value();
    lexer.next();
    if (lexer.token() != JsonLexer.Token.T_END) {
      throw unexpected("the end");
    }
    return value;
  }

  private LuaError unexpected(String expected) {
    return runtime.error(
        "Expected %s but found %s at character %d"
            .formatted(expected, lexer.found(), lexer.index() + 1));
  }

  private Object value() {
    return switch (lexer.token()) {
      case T_STRING, T_NUMBER, T_BOOLEAN, T_NULL -> lexer.value();
      case T_OBJ_BEGIN -> nested(this::readMembers);
      case T_ARR_BEGIN -> nested(this::readElements);
      default -> throw unexpected("value");
    };
  }

  private void descend() {
    depth++;
    if (depth > options.mostDecodeDepth) {
      throw runtime.error(
          "Found too many nested data structures (" + depth + ") at character " + lexer.end());
    }
  }

  private Object nested(Consumer<LuaTable> fill) {
    descend();
    LuaTable table = new LuaTable();
    lexer.next();
    runtime.nested(
        JsonEncoder.LEVELS_PER_TABLE,
        () -> {
          fill.accept(table);
          return null;
        });
    depth--;
    return table;
  }

  private void readMembers(LuaTable table) {
    if (lexer.token() == JsonLexer.Token.T_OBJ_END) {
      return;
    }
    while (true) {
      if (lexer.token() != JsonLexer.Token.T_STRING) {
        throw unexpected("object key string");
      }
      Object key = lexer.value();
      lexer.next();
      if (lexer.token() != JsonLexer.Token.T_COLON) {
        throw unexpected("colon");
      }
      lexer.next();
      table.set(key, value());
      lexer.next();
      if (lexer.token() == JsonLexer.Token.T_OBJ_END) {
        return;
      }
      if (lexer.token() != JsonLexer.Token.T_COMMA) {
        throw unexpected("comma or object end");
      }
      lexer.next();
    }
  }

  private void readElements(LuaTable table) {
    if (lexer.token() == JsonLexer.Token.T_ARR_END) {
      return;
    }
    for (int i = 1; ; i++) {
      table.set(i, value());
      lexer.next();
      if (lexer.token() == JsonLexer.Token.T_ARR_END) {
        return;
      }
      if (lexer.token() != JsonLexer.Token.T_COMMA) {
        throw unexpected("comma or array end");
      }
      lexer.next();
    }
  }
}
