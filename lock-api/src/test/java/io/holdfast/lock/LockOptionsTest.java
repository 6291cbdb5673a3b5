package io.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockOptionsTest {

  @Test
  void defaults_renewALeaseOfThirtySeconds_andWaitTen() {
    LockOptions defaults = LockOptions.defaults();

    assertThat(defaults.leaseTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.waitTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(defaults.isRenewed()).isTrue();
    assertThat(defaults.isInterruptOnLoss()).isFalse();
    assertThat(defaults.maxHold()).isNull();
  }

  @Test
  void fixedLease_turnsTheWatchdogOff_andLeaseTimeOnAgain() {
    LockOptions.Builder builder = LockOptions.builder().fixedLease(Duration.ofSeconds(1));
    assertThat(builder.build().isRenewed()).isFalse();

    assertThat(builder.leaseTime(Duration.ofSeconds(1)).build().isRenewed()).isTrue();
  }

  @Test
  void toBuilder_keepsEachOption() {
    LockOptions options =
        LockOptions.builder()
            .fixedLease(Duration.ofMillis(1_500))
            .waitTime(Duration.ZERO)
            .maxHold(Duration.ofHours(1))
            .interruptOnLoss(true)
            .build();

    assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.009S", "PT24H0.001S", "PT999999999H"})
  void leaseTime_outOfLimits_isRefusedInOneSentence(Duration duration) {
    assertRefused(b -> b.leaseTime(duration), "leaseTime must be PT0.01S..PT24H, was " + duration);
    assertRefused(b -> b.fixedLease(duration), "leaseTime must be PT0.01S..PT24H");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT8760H0.001S"})
  void waitTime_outOfLimits_isRefusedInOneSentence(Duration duration) {
    assertRefused(b -> b.waitTime(duration), "waitTime must be PT0S..PT8760H, was " + duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT8760H0.001S"})
  void maxHold_outOfLimits_isRefusedInOneSentence(Duration duration) {
    assertRefused(b -> b.maxHold(duration), "maxHold must be PT0.01S..PT8760H, was " + duration);
  }

  private static void assertRefused(Consumer<LockOptions.Builder> setter, String sentence) {
    assertThatThrownBy(() -> setter.accept(LockOptions.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
