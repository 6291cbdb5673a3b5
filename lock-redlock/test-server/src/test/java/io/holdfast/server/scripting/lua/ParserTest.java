package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.server.bytes.Bytes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

  private static final String[] WORDS = {
    "and",
    "break",
    "do",
    "else",
    "elseif",
    "end",
    "false",
    "for",
    "function",
    "if",
    "in",
    "local",
    "nil",
    "not",
    "or",
    "repeat",
    "return",
    "then",
    "true",
    "until",
    "while",
    "..",
    "...",
    "==",
    ">=",
    "<=",
    "~=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "#",
    "<",
    ">",
    "=",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ":",
    ",",
    ".",
    "x",
    "y",
    "f",
    "1",
    "0x1F",
    "1e5",
    "'s'",
    "\"t\"",
    "[[long]]",
    "--",
    "--[[",
    "]]",
    "\n",
    "\\",
    "'",
    "@",
    "\0",
    "[=["
  };

  private static void parse(String source) {
    new Parser(Bytes.of(source), "@fuzz", 0).parse().link(new Linking(new LuaTable(), "@fuzz"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void parse_ofAnyTokens_succeedsOrIsASyntaxError(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder source = new StringBuilder();
      for (int j = random.nextInt(1, 25); j > 0; j--) {
        source.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      accepted += isAccepted(source.toString()) ? 1 : 0;
    }

    assertThat(accepted).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void parse_ofAnyBytes_succeedsOrIsASyntaxError(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] source = new byte[random.nextInt(40)];
      random.nextBytes(source);
      isAccepted(new String(source, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
  }

  private static boolean isAccepted(String source) {
    try {
      parse(source);
      return true;
    } catch (LuaSyntaxError e) {
      assertThat(e).hasMessageStartingWith("fuzz:");
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "{", "f(", "not ", "- ", "# ", "x[", "a..", "2^", "function() return ", "{{"})
  void parse_ofDeepNesting_isASyntaxError(String opening) {
    String source = "return " + opening.repeat(10_000);

    assertThatThrownBy(() -> parse(source))
        .isInstanceOf(LuaSyntaxError.class)
        .hasMessage("fuzz:1: chunk has too many syntax levels");
  }

  @Test
  void parse_ofDeepBlocks_isASyntaxError() {
    assertThatThrownBy(() -> parse("do ".repeat(10_000)))
        .hasMessage("fuzz:1: chunk has too many syntax levels");
  }

  @Test
  void parse_ofManyLocals_isRefusedAtTheLimitOfC() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 201; i++) {
      source.append("local x").append(i).append('\n');
    }

    assertThatThrownBy(() -> parse(source.toString()))
        .hasMessage("fuzz:202: main function has more than 200 local variables");
  }

  @Test
  void parse_ofManyUpvalues_isRefusedAtTheLimitOfC() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 61; i++) {
      source.append("local x").append(i).append('\n');
    }
    source.append("function f()\nreturn 0");
    for (int i = 0; i < 61; i++) {
      source.append("+x").append(i);
    }

    assertThatThrownBy(() -> parse(source + " end"))
        .hasMessage("fuzz:63: function at line 62 has more than 60 upvalues");
  }

  @Test
  void parse_ofALongElseifChain_isFine() {
    parse("if x then y = 1 " + "elseif x then y = 2 ".repeat(20_000) + "end");
  }

  @Test
  void parse_ofALongTable_isFine() {
    parse("return {" + "1,".repeat(50_000) + "}");
  }
}
