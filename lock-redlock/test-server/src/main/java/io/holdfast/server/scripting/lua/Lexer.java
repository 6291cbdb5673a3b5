package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a source into tokens, one ahead at most. The current token is {@link #token}; its character,
 * number or string stands beside it.
 */
final class Lexer {

  private static final int END = -1;

  private final byte[] source;
  private final String chunkName;
  private int position;
  private int current;

  /** What was read of the current word: what an error message shows. */
  private byte[] word = new byte[32];

  private int wordLength;

  Token token = Token.END_OF_SOURCE;
  char character;
  double number;
  Bytes string = Bytes.EMPTY;

  /** The line being read, and that of the token before the current one. */
  int line = 1;

  int lastLine = 1;

  private @Nullable Token ahead;
  private char aheadCharacter;
  private double aheadNumber;
  private Bytes aheadString = Bytes.EMPTY;

  Lexer(Bytes source, String chunkName) {
    this.source = source.array();
    this.chunkName = chunkName;
    advance();
  }

  /** Moves on to the next token. */
  void next() {
    lastLine = line;
    if (ahead == null) {
      token = scan();
    } else {
      token = ahead;
      character = aheadCharacter;
      number = aheadNumber;
      string = aheadString;
      ahead = null;
    }
  }

  /** The token and character behind the current one, which stays. */
  boolean isFollowedBy(char expected) {
    char keptCharacter = character;
    double keptNumber = number;
    Bytes keptString = string;
    ahead = scan();
    aheadCharacter = character;
    aheadNumber = number;
    aheadString = string;
    character = keptCharacter;
    number = keptNumber;
    string = keptString;
    return ahead == Token.CHARACTER && aheadCharacter == expected;
  }

  boolean is(char expected) {
    return token == Token.CHARACTER && character == expected;
  }

  /** An error at the current token. */
  LuaSyntaxError error(String message) {
    return error(message, token, character);
  }

  /** An error that names no token. */
  LuaSyntaxError errorWithoutToken(String message) {
    return new LuaSyntaxError(
        ChunkName.shown(chunkName, ChunkName.IN_SYNTAX_ERRORS) + ":" + line + ": " + message);
  }

  private LuaSyntaxError error(String message, Token at, char atCharacter) {
    return errorWithoutToken(message + " near '" + shown(at, atCharacter) + "'");
  }

  private String shown(Token at, char atCharacter) {
    return switch (at) {
      case NAME, STRING, NUMBER -> untilZero(Values.latin(Bytes.copyOf(word, 0, wordLength)));
      case CHARACTER -> shown(atCharacter);
      default -> at.text;
    };
  }

  /** How messages show one character. */
  static String shown(char character) {
    boolean control = character < ' ' || character == 0x7f;
    return control ? "char(" + (int) character + ")" : String.valueOf(character);
  }

  private static String untilZero(String text) {
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
  }

  private void advance() {
    current = position < source.length ? source[position++] & 0xff : END;
  }

  private void save(int value) {
    if (wordLength == word.length) {
      word = Arrays.copyOf(word, 2 * wordLength);
    }
    word[wordLength++] = (byte) value;
  }

  private void saveAndAdvance() {
    save(current);
    advance();
  }

  private boolean atLineBreak() {
    return current == '\n' || current == '\r';
  }

  private void skipLineBreak() {
    int first = current;
    advance();
    if (atLineBreak() && current != first) {
      advance();
    }
    line++;
  }

  private Token scan() {
    wordLength = 0;
    while (true) {
      if (atLineBreak()) {
        skipLineBreak();
      } else if (current == '-') {
        advance();
        if (current != '-') {
          return character('-');
        }
        skipComment();
      } else if (isSpace(current)) {
        advance();
      } else {
        return scanWord();
      }
    }
  }

  private Token scanWord() {
    return switch (current) {
      case END -> Token.END_OF_SOURCE;
      case '[' -> scanBracket();
      case '=' -> oneOrTwo('=', Token.EQUAL);
      case '<' -> oneOrTwo('<', Token.AT_MOST);
      case '>' -> oneOrTwo('>', Token.AT_LEAST);
      case '~' -> oneOrTwo('~', Token.NOT_EQUAL);
      case '"', '\'' -> scanString(current);
      case '.' -> scanDots();
      default -> scanNumberOrName();
    };
  }

  private Token scanNumberOrName() {
    if (isDigit(current)) {
      return scanNumber();
    }
    if (isLetter(current) || current == '_') {
      return scanName();
    }
    char single = (char) current;
    advance();
    return character(single);
  }

  private Token character(char value) {
    character = value;
    return Token.CHARACTER;
  }

  private Token oneOrTwo(char first, Token two) {
    advance();
    if (current != '=') {
      return character(first);
    }
    advance();
    return two;
  }

  private Token scanDots() {
    saveAndAdvance();
    if (current == '.') {
      saveAndAdvance();
      if (current != '.') {
        return Token.CONCAT;
      }
      saveAndAdvance();
      return Token.DOTS;
    }
    return isDigit(current) ? scanNumber() : character('.');
  }

  private Token scanName() {
    do {
      saveAndAdvance();
    } while (isLetter(current) || isDigit(current) || current == '_');
    Bytes name = Bytes.copyOf(word, 0, wordLength);
    Token reserved = Token.reserved(Values.latin(name));
    if (reserved != null) {
      return reserved;
    }
    string = name;
    return Token.NAME;
  }

  private Token scanNumber() {
    while (isDigit(current) || current == '.') {
      saveAndAdvance();
    }
    if (current == 'e' || current == 'E') {
      saveAndAdvance();
      if (current == '+' || current == '-') {
        saveAndAdvance();
      }
    }
    while (isLetter(current) || isDigit(current) || current == '_') {
      saveAndAdvance();
    }
    Double value = NumberText.parse(Bytes.copyOf(word, 0, wordLength));
    if (value == null) {
      throw error("malformed number", Token.NUMBER, '\0');
    }
    number = value;
    return Token.NUMBER;
  }

  private Token scanString(int quote) {
    saveAndAdvance();
    LuaStringBuilder text = new LuaStringBuilder();
    while (current != quote) {
      switch (current) {
        case END -> throw error("unfinished string", Token.END_OF_SOURCE, '\0');
        case '\n', '\r' -> throw error("unfinished string", Token.STRING, '\0');
        case '\\' -> scanEscape(text);
        default -> {
          text.append(current);
          saveAndAdvance();
        }
      }
    }
    saveAndAdvance();
    string = text.toBytes();
    return Token.STRING;
  }

  /** What a message shows of an escape is what it stands for, as in C, which keeps one buffer. */
  private void scanEscape(LuaStringBuilder text) {
    advance();
    int value = simpleEscape(current);
    if (atLineBreak()) {
      skipLineBreak();
      value = '\n';
    } else if (isDigit(current)) {
      value = 0;
      for (int i = 0; i < 3 && isDigit(current); i++) {
        value = 10 * value + current - '0';
        advance();
      }
      if (value > 0xff) {
        throw error("escape sequence too large", Token.STRING, '\0');
      }
    } else if (current == END) {
      return; // The loop finds the end.
    } else {
      advance();
    }
    text.append(value);
    save(value);
  }

  private static int simpleEscape(int letter) {
    return switch (letter) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      default -> letter;
    };
  }

  private Token scanBracket() {
    int level = skipSeparator();
    if (level >= 0) {
      string = scanLong(level, "unfinished long string");
      return Token.STRING;
    }
    if (level == -1) {
      return character('[');
    }
    throw error("invalid long string delimiter", Token.STRING, '\0');
  }

  /**
   * Reads a bracket, equal signs and perhaps a bracket; their count, or below 0 if no delimiter.
   */
  private int skipSeparator() {
    int bracket = current;
    saveAndAdvance();
    int count = 0;
    while (current == '=') {
      saveAndAdvance();
      count++;
    }
    return current == bracket ? count : -count - 1;
  }

  private Bytes scanLong(int level, String unfinished) {
    saveAndAdvance();
    if (atLineBreak()) {
      skipLineBreak();
    }
    int start = wordLength;
    while (true) {
      if (current == END) {
        throw error(unfinished, Token.END_OF_SOURCE, '\0');
      } else if (current == ']') {
        int end = wordLength;
        if (skipSeparator() == level) {
          saveAndAdvance();
          return Bytes.copyOf(word, start, end - start);
        }
      } else if (atLineBreak()) {
        save('\n');
        skipLineBreak();
      } else {
        saveAndAdvance();
      }
    }
  }

  private void skipComment() {
    advance();
    if (current == '[') {
      int level = skipSeparator();
      wordLength = 0;
      if (level >= 0) {
        scanLong(level, "unfinished long comment");
        wordLength = 0;
        return;
      }
    }
    while (current != END && !atLineBreak()) {
      advance();
    }
  }

  private static boolean isSpace(int value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }

  private static boolean isDigit(int value) {
    return value >= '0' && value <= '9';
  }

  private static boolean isLetter(int value) {
    return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
  }
}
