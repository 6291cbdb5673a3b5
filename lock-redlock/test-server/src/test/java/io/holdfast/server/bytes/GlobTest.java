package io.holdfast.server.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*, ''",
    "*, abc",
    "a*c, abbbc",
    "a*c, ac",
    "?, a",
    "h?llo, hello",
    "h[ae]llo, hallo",
    "h[^e]llo, hallo",
    "h[a-c]llo, hbllo",
    "h[c-a]llo, hbllo",
    "\\*, *",
    "a\\, a\\",
    "[a, a",
    "**a**, bab",
    "a[*-]b, a*",
    "[\\]]x, ]x",
    "[^]x, ax"
  })
  void matches_whatFits_isTrue(String pattern, String text) {
    assertThat(Glob.matches(Bytes.of(pattern), Bytes.of(text))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', a",
    "a, ''",
    "a, b",
    "a*c, ab",
    "?, ''",
    "?, ab",
    "h[ae]llo, hillo",
    "h[^e]llo, hello",
    "\\*, a",
    "[], a",
    "a?, a"
  })
  void matches_whatDoesNot_isFalse(String pattern, String text) {
    assertThat(Glob.matches(Bytes.of(pattern), Bytes.of(text))).isFalse();
  }

  @Test
  void matches_binaryText_isComparedByteByByte() {
    assertThat(Glob.matches(Bytes.ofLatin("a\u0000*\u00ff"), Bytes.ofLatin("a\u0000xy\u00ff")))
        .isTrue();
    assertThat(Glob.matches(Bytes.ofLatin("[\u0080-\u00ff]"), Bytes.ofLatin("\u00c3"))).isTrue();
  }
}
