package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTest {

  static List<RedisScript> all() {
    return List.of(Script.ACQUIRE, Script.RELEASE, Script.RENEW);
  }

  @ParameterizedTest
  @MethodSource("all")
  void script_isReadFromItsFile_withItsHeadComment(RedisScript script) {
    assertThat(script.text()).contains("-- KEYS ", "-- ARGV ", "-- Returns ");
    assertThat(script.digest()).matches("[0-9a-f]{40}").isLowerCase();
  }

  @Test
  void digest_isTheOneOfTheWholeText() throws Exception {
    byte[] sha1 =
        java.security.MessageDigest.getInstance("SHA-1")
            .digest(Script.RENEW.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(Script.RENEW.digest())
        .isEqualTo("%040x".formatted(new java.math.BigInteger(1, sha1)).toLowerCase(Locale.ROOT));
  }

  @Test
  void onlyWhatHandsOver_carriesTheHandOver() {
    assertThat(Script.ACQUIRE.text()).contains("function handOver");
    assertThat(Script.RELEASE.text()).contains("function handOver");
    assertThat(Script.RENEW.text()).doesNotContain("handOver");
  }

  @Test
  void script_thatIsMissing_isNamed() {
    assertThatThrownBy(() -> RedisScript.of(ScriptTest.class, "no-such.lua"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Script no-such.lua is missing from the jar");
  }

  @Test
  void script_isNamedAfterItsLastFile() {
    assertThat(Script.ACQUIRE).hasToString("acquire.lua");
    assertThat(RedisScript.renewal()).hasToString("renew.lua");
  }
}
