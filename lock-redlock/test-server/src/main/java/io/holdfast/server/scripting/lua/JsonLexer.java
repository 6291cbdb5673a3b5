package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The tokens of a JSON text; their names show in error messages. */
final class JsonLexer {

  private static final int MOST_ESCAPE_DIGITS = 4;

  private final byte[] source;
  private final boolean allowsInvalidNumbers;
  private int position;
  private Token token = Token.T_END;
  private int index;
  private Object value = LuaNull.NULL;
  private String error = "";

  JsonLexer(Bytes source, boolean allowsInvalidNumbers) {
    this.source = source.array();
    this.allowsInvalidNumbers = allowsInvalidNumbers;
  }

  enum Token {
    T_OBJ_BEGIN,
    T_OBJ_END,
    T_ARR_BEGIN,
    T_ARR_END,
    T_STRING,
    T_NUMBER,
    T_BOOLEAN,
    T_NULL,
    T_COLON,
    T_COMMA,
    T_END,
    T_ERROR
  }

  Token token() {
    return token;
  }

  /** What was found, for an error message. */
  String found() {
    return token == Token.T_ERROR ? error : token.name();
  }

  /** Where the token began, or where it went wrong. */
  int index() {
    return index;
  }

  /** Behind the token. */
  int end() {
    return position;
  }

  /** The value of a string, number, boolean or null. */
  Object value() {
    return value;
  }

  void next() {
    while (isSpace(at(position))) {
      position++;
    }
    index = position;
    token =
        switch (at(position)) {
          case '{' -> single(Token.T_OBJ_BEGIN);
          case '}' -> single(Token.T_OBJ_END);
          case '[' -> single(Token.T_ARR_BEGIN);
          case ']' -> single(Token.T_ARR_END);
          case ':' -> single(Token.T_COLON);
          case ',' -> single(Token.T_COMMA);
          case '"' -> string();
          case 0 -> Token.T_END;
          default -> word();
        };
  }

  private static boolean isSpace(int value) {
    return value == ' ' || value == '\t' || value == '\n' || value == '\r';
  }

  private int at(int where) {
    return where < source.length ? source[where] & 0xff : 0;
  }

  private Token single(Token found) {
    position++;
    return found;
  }

  private Token fail(String reason) {
    error = reason;
    index = position;
    return Token.T_ERROR;
  }

  private Token word() {
    int first = at(position);
    if (first == '-' || (first >= '0' && first <= '9')) {
      return !allowsInvalidNumbers && isInvalidNumber() ? fail("invalid number") : number();
    }
    if (skip("true")) {
      value = true;
      return Token.T_BOOLEAN;
    }
    if (skip("false")) {
      value = false;
      return Token.T_BOOLEAN;
    }
    if (skip("null")) {
      value = LuaNull.NULL;
      return Token.T_NULL;
    }
    boolean mayBeNumber = "+iInN".indexOf(first) >= 0;
    return mayBeNumber && allowsInvalidNumbers && isInvalidNumber()
        ? number()
        : fail("invalid token");
  }

  private boolean skip(String word) {
    if (!rest(word.length()).equals(word)) {
      return false;
    }
    position += word.length();
    return true;
  }

  private String rest(int most) {
    int end = Math.min(source.length, position + most);
    return new String(source, position, end - position, StandardCharsets.ISO_8859_1);
  }

  /** With a plus, hexadecimal, with leading zeros, infinite or no number at all. */
  private boolean isInvalidNumber() {
    if (at(position) == '+') {
      return true;
    }
    int sign = at(position) == '-' ? 1 : 0;
    int first = at(position + sign);
    int second = at(position + sign + 1);
    if (first == '0') {
      return (second | 0x20) == 'x' || (second >= '0' && second <= '9');
    }
    String word = rest(sign + 3).substring(sign).toLowerCase(Locale.ROOT);
    return first > '9' && (word.equals("inf") || word.equals("nan"));
  }

  private Token number() {
    String text = rest(source.length);
    int zero = text.indexOf('\0');
    NumberText.Prefix parsed = NumberText.parsePrefix(zero < 0 ? text : text.substring(0, zero), 0);
    if (parsed == null) {
      return fail("invalid number");
    }
    value = parsed.value();
    position += parsed.end();
    return Token.T_NUMBER;
  }

  private Token string() {
    LuaStringBuilder text = new LuaStringBuilder();
    position++;
    while (at(position) != '"') {
      if (at(position) == 0) {
        return fail("unexpected end of string");
      }
      if (at(position) != '\\') {
        text.append(at(position++));
      } else if (at(position + 1) == 'u') {
        if (!unicode(text)) {
          return fail("invalid unicode escape code");
        }
      } else {
        int meant = escape(at(position + 1));
        if (meant == 0) {
          return fail("invalid escape code");
        }
        text.append(meant);
        position += 2;
      }
    }
    position++;
    value = text.toBytes();
    return Token.T_STRING;
  }

  private static int escape(int letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }

  /** One escape, or two that are a surrogate pair, as UTF-8. */
  private boolean unicode(LuaStringBuilder text) {
    int unit = hexadecimal(position + 2);
    if (unit < 0) {
      return false;
    }
    int codePoint = unit;
    int length = 2 + MOST_ESCAPE_DIGITS;
    if ((unit & 0xf800) == 0xd800) {
      boolean isHigh = (unit & 0x400) == 0;
      boolean isPaired = at(position + length) == '\\' && at(position + length + 1) == 'u';
      int low = isHigh && isPaired ? hexadecimal(position + length + 2) : -1;
      if (low < 0 || (low & 0xfc00) != 0xdc00) {
        return false;
      }
      codePoint = Character.toCodePoint((char) unit, (char) low);
      length *= 2;
    }
    byte[] encoded = new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8);
    text.append(encoded, 0, encoded.length);
    position += length;
    return true;
  }

  private int hexadecimal(int from) {
    int result = 0;
    for (int i = 0; i < MOST_ESCAPE_DIGITS; i++) {
      int next = at(from + i);
      int digit = next < 0x80 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      result = result << 4 | digit;
    }
    return result;
  }
}
