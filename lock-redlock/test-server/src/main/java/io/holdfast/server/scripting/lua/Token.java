package io.holdfast.server.scripting.lua;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of words that a source is made of, with the text that error messages show. */
enum Token {
  AND("and"),
  BREAK("break"),
  DO("do"),
  ELSE("else"),
  ELSEIF("elseif"),
  END("end"),
  FALSE("false"),
  FOR("for"),
  FUNCTION("function"),
  IF("if"),
  IN("in"),
  LOCAL("local"),
  NIL("nil"),
  NOT("not"),
  OR("or"),
  REPEAT("repeat"),
  RETURN("return"),
  THEN("then"),
  TRUE("true"),
  UNTIL("until"),
  WHILE("while"),
  CONCAT(".."),
  DOTS("..."),
  EQUAL("=="),
  AT_LEAST(">="),
  AT_MOST("<="),
  NOT_EQUAL("~="),
  NUMBER("<number>"),
  NAME("<name>"),
  STRING("<string>"),
  END_OF_SOURCE("<eof>"),
  /** One character that means itself; the lexer says which. */
  CHARACTER("");

  private static final Map<String, Token> RESERVED = new HashMap<>();

  static {
    for (Token token : values()) {
      if (!token.text.isEmpty() && Character.isLetter(token.text.charAt(0))) {
        RESERVED.put(token.text, token);
      }
    }
  }

  final String text;

  Token(String text) {
    this.text = text;
  }

  static @Nullable Token reserved(String word) {
    return RESERVED.get(word);
  }
}
