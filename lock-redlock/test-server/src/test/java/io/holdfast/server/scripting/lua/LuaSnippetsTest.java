package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LuaSnippetsTest {

  @ParameterizedTest
  @MethodSource("io.holdfast.server.scripting.lua.Snippet#all")
  void snippet_run_returnsWhatRedisReturned(Snippet snippet) {
    String result = Snippet.escaped(Snippet.run(snippet.script()));

    assertThat(result).isEqualTo(snippet.answer());
  }
}
