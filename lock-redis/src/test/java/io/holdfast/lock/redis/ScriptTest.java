package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {

  @ParameterizedTest
  @EnumSource
  void script_isReadFromItsFile_withItsHeadComment(Script script) {
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
}
