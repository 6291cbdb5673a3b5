package io.holdfast.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineWordsTest {

  @Test
  void split_words_standBetweenSpaces() {
    assertThat(split("  SET  k\tv ")).containsExactly("SET", "k", "v");
    assertThat(split("   ")).isEmpty();
  }

  @Test
  void split_doubleQuotes_haveEscapes() {
    assertThat(split("\"a b\" \"\\n\\r\\t\\a\\b\\\"\\\\\\x41\\xff\\q\""))
        .containsExactly("a b", "\n\r\t\u0007\b\"\\A\u00ffq");
  }

  @Test
  void split_hexWithoutTwoDigits_isTheLetter() {
    assertThat(split("\"\\x4\" \"\\xzz\"")).containsExactly("x4", "xzz");
  }

  @Test
  void split_singleQuotes_knowOnlyTheirOwnEscape() {
    assertThat(split("'a\\n' 'it\\'s'")).containsExactly("a\\n", "it's");
  }

  @Test
  void split_emptyQuotes_areAWord() {
    assertThat(split("SET k ''")).containsExactly("SET", "k", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "'a", "\"a\"b", "'a'b", "a\"b", "\"a\\\""})
  void split_quotesThatDoNotMatch_areNoWords(String line) {
    assertThat(split(line)).isNull();
  }

  private static @Nullable List<String> split(String line) {
    List<Bytes> words = InlineWords.split(line.getBytes(StandardCharsets.ISO_8859_1));
    return words == null ? null : words.stream().map(Bytes::latin).toList();
  }
}
