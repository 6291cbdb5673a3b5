package io.holdfast.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Plan PLAN = new Plan(4, 600, Duration.ofSeconds(2), Duration.ofMinutes(2));

  @Test
  void fitting_afterUsualStart_staysAsItIs() {
    assertThat(PLAN.fitting(Duration.ofSeconds(4))).isEqualTo(PLAN);
  }

  @Test
  void fitting_afterSlowStart_hasFewerBookingsInProportion() {
    assertThat(PLAN.fitting(Duration.ofSeconds(12)).rounds()).isEqualTo(50);
  }

  @Test
  void fitting_afterVerySlowStart_keepsEnoughToCollide() {
    assertThat(PLAN.fitting(Duration.ofMinutes(1)).rounds()).isEqualTo(20);
  }
}
