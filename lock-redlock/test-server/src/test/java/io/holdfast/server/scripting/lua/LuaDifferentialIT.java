package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RespClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks a real server itself: the recorded answers are its own, and random programs agree. */
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
class LuaDifferentialIT {

  private static RealRedis redis;
  private static RespClient client;

  @BeforeAll
  static void start() {
    redis = RealRedis.start();
    client = redis.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    redis.close();
  }

  static List<String> randomized() {
    return Snippet.scripts("randomized");
  }

  @ParameterizedTest
  @MethodSource("io.holdfast.server.scripting.lua.Snippet#all")
  void answer_asRecorded_isThatOfARealServer(Snippet snippet) {
    assertThat(Snippet.escaped(real(snippet.script()))).isEqualTo(snippet.answer());
  }

  @ParameterizedTest
  @MethodSource("randomized")
  void randomProgram_runOnBoth_returnsTheSame(String script) {
    String expected = real(script);

    assertThat(Snippet.run(script)).isEqualTo(expected);
  }

  private static String real(String script) {
    String reply = client.command("EVAL", script, "0");
    assertThat(reply).describedAs("a snippet returns a text").startsWith("$");
    return reply.substring(reply.indexOf("\r\n") + 2, reply.length() - 2);
  }
}
