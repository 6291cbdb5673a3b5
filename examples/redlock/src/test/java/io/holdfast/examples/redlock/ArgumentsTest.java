package io.holdfast.examples.redlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void parse_withoutArguments_takesTheDefaults() {
    Arguments arguments = Arguments.parse();

    assertThat(arguments.workers()).isEqualTo(6);
    assertThat(arguments.redisUris()).isEmpty();
    assertThat(arguments.help()).isFalse();
  }

  @Test
  void parse_takesOptionsInBothForms_andSeveralMasters() {
    Arguments arguments =
        Arguments.parse("--workers=9", "--redis", "redis://a", "--redis=redis://b:1");

    assertThat(arguments.workers()).isEqualTo(9);
    assertThat(arguments.redisUris()).containsExactly("redis://a", "redis://b:1");
  }

  @Test
  void parse_ofHelp_looksNoFurther() {
    assertThat(Arguments.parse("--help", "--nonsense").help()).isTrue();
  }

  @Test
  void parse_refusesWhatMakesNoSense_andRepeatsNoPassword() {
    assertThatThrownBy(() -> Arguments.parse("--workers", "1"))
        .hasMessage("--workers must be a number from 2 to 64, was '1'");
    assertThatThrownBy(() -> Arguments.parse("--workers")).hasMessage("--workers needs a value");
    assertThatThrownBy(() -> Arguments.parse("--nonsense"))
        .hasMessage("unknown argument '--nonsense'");
    assertThatThrownBy(() -> Arguments.parse("redis://user:secret@host"))
        .hasMessage("an address goes behind --redis");
  }
}
