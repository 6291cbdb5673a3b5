package io.holdfast.lock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmsTest {

  private final VirtualPorts ports = new VirtualPorts();
  private final List<String> rung = new ArrayList<>();
  private final Alarms alarms = new Alarms(ports, () -> rung.add("after"));

  private long in(long millis) {
    return ports.nanoTime() + Duration.ofMillis(millis).toNanos();
  }

  @Test
  void alarmsThatAreDueTogether_ringInOrder_andThenWhatFollowsOnce() {
    alarms.alarm(() -> rung.add("second")).set(in(7));
    alarms.alarm(() -> rung.add("first")).set(in(5));

    ports.pause(Duration.ofMillis(10));
    ports.advance(Duration.ZERO);

    assertThat(rung).containsExactly("first", "second", "after");
  }

  @Test
  void alarmThatFails_evenWithAnError_stopsNoOther() {
    alarms
        .alarm(
            () -> {
              throw new AssertionError("a task that fails");
            })
        .set(in(5));
    alarms.alarm(() -> rung.add("other")).set(in(5));

    ports.advance(Duration.ofMillis(5));

    assertThat(rung).containsExactly("other", "after");
  }

  @Test
  void alarmThatIsMovedEarlier_ringsThenAndNotAgain() {
    Alarms.Alarm alarm = alarms.alarm(() -> rung.add("moved"));
    alarm.set(in(100));
    alarm.set(in(10));

    ports.advance(Duration.ofMillis(10));
    ports.advance(Duration.ofMillis(200));

    assertThat(rung).containsOnlyOnce("moved");
  }

  @Test
  void close_letsNothingRing_andSetsNothingMore() {
    Alarms.Alarm alarm = alarms.alarm(() -> rung.add("too late"));
    alarm.set(in(5));
    alarms.close();
    alarm.set(in(6));

    ports.advance(Duration.ofSeconds(1));

    assertThat(rung).isEmpty();
    assertThat(ports.pending()).isZero();
  }

  /** Against a map that knows when each alarm is due, from a seed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderOfSettingAndClearing_ringsEachAlarmWhenItIsDue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Long> due = new HashMap<>();
    List<Alarms.Alarm> set = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      set.add(
          alarms.alarm(
              () -> assertThat(due.remove(number)).isNotNull().isEqualTo(ports.nanoTime())));
    }
    for (int step = 0; step < 5_000; step++) {
      int number = random.nextInt(100);
      if (random.nextInt(4) == 0) {
        due.remove(number);
        set.get(number).clear();
      } else {
        long at = in(1 + random.nextInt(50));
        due.put(number, at);
        set.get(number).set(at);
      }
      ports.advance(Duration.ofMillis(random.nextInt(3)));
      assertThat(due.values()).allMatch(at -> at - ports.nanoTime() > 0);
    }
  }
}
