package io.holdfast.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @Test
  void parse_ofNothing_isFourWorkersOnAnEmbeddedServer() {
    assertThat(Arguments.parse()).isEqualTo(new Arguments(4, null, false));
  }

  @Test
  void parse_readsBothWaysToGiveAValue() {
    assertThat(Arguments.parse("--workers=8", "--redis", "redis://localhost:7000"))
        .isEqualTo(new Arguments(8, "redis://localhost:7000", false));
  }

  @Test
  void parse_ofHelp_asksForTheUsage() {
    assertThat(Arguments.parse("--workers", "8", "--help").help()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "64"})
  void parse_ofWorkersAtTheLimits_isAccepted(String workers) {
    assertThat(Arguments.parse("--workers", workers).workers())
        .isEqualTo(Integer.parseInt(workers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "65", "0", "-3", "", "four", "2.5", "99999999999"})
  void parse_ofOtherWorkers_namesValueAndLimits(String workers) {
    assertThatThrownBy(() -> Arguments.parse("--workers", workers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--workers must be a number from 2 to 64, was '" + workers + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:6379", "http://:secret@host", "redis:/:secret@host", "://secret@"})
  void parse_ofWrongUri_saysWhatItMustBeAndRepeatsNoPassword(String uri) {
    assertThatThrownBy(() -> Arguments.parse("--redis", uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--redis must be redis://")
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--workers", "--redis"})
  void parse_ofOptionWithoutValue_saysSo(String option) {
    assertThatThrownBy(() -> Arguments.parse(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(option + " needs a value");
  }

  @Test
  void parse_ofUnknownArgument_namesIt() {
    assertThatThrownBy(() -> Arguments.parse("--seed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown argument '--seed'");
  }

  @Test
  void parse_ofAddressInTheWrongPlace_repeatsNoPassword() {
    assertThatThrownBy(() -> Arguments.parse("redis://:secret@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an address goes behind --redis");
  }
}
