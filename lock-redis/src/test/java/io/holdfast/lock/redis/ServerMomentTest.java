package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerMomentTest {

  private static final long MS = 1_000_000;

  /** A client's clock, and a server's that shows something else altogether. */
  private final ServerMoment moment = new ServerMoment(-700 * MS, 1_800_000_000_000_000L);

  private OptionalLong stamped(long millisLater, long heardMillisLater) {
    return moment.whenItWas(
        moment.serverMicros() + millisLater * 1_000, moment.localNanos() + heardMillisLater * MS);
  }

  @Test
  void stamp_isAsMuchLaterOnThisClock() {
    assertThat(stamped(250, 300)).hasValue(moment.localNanos() + 250 * MS);
  }

  @Test
  void stamp_thatSeemsToComeFromTheFutureByDrift_isFromNow() {
    assertThat(stamped(1_000, 999)).hasValue(moment.localNanos() + 999 * MS);
  }

  @Test
  void stamp_thatComesFromTheFuture_isNotReckonedWith() {
    assertThat(stamped(60_000, 300)).isEmpty();
  }

  @Test
  void stamp_ofAClockThatWentBack_isEarlierAndNeverTooLate() {
    assertThat(stamped(-60_000, 300)).hasValue(moment.localNanos() - 60_000 * MS);
  }

  /** The property that leases rest on, over clocks, delays and rates drawn from the seed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void reckonedTime_isNeverLaterThanTheTrueOne_beyondTheDriftAllowance(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      long sent = random.nextLong(-1_000_000 * MS, 1_000_000 * MS);
      long answered = sent + random.nextLong(500 * MS);
      long granted = answered + random.nextLong(2_000 * MS);
      long heard = granted + random.nextLong(500 * MS);
      long offsetMicros = random.nextLong(2_000_000_000_000_000L);
      double rate = 1 + (random.nextDouble() - 0.5) / 100; // Half a percent each way.
      ServerMoment asked = new ServerMoment(sent, offsetMicros + micros(answered - sent, rate));

      OptionalLong reckoned = asked.whenItWas(offsetMicros + micros(granted - sent, rate), heard);

      assertThat(reckoned).isPresent();
      long allowance = (granted - sent) / 100 + 2 * MS;
      assertThat(reckoned.getAsLong()).isLessThanOrEqualTo(Math.min(heard, granted + allowance));
    }
  }

  private static long micros(long nanos, double rate) {
    return (long) (nanos * rate / 1_000);
  }
}
