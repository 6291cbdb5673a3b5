package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisKeysTest {

  @Test
  void keys_standUnderThePrefix_withOneFencingCounterForTheDeployment() {
    RedisKeys keys = new RedisKeys("app", false);

    assertThat(keys.all("order:42"))
        .containsExactly("app:{order:42}", "app:{order:42}:queue", "app:fence");
    assertThat(keys.all("other")[2]).isEqualTo("app:fence");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order:42", "a{b}c", "{", "größe", "a}b", "{}", "{{x}}", "x}:queue{"})
  void keysOfALock_shareOneSlot_inACluster(String name) {
    RedisKeys keys = new RedisKeys("holdfast", true);

    assertThat(Arrays.stream(keys.all(name)).map(LettuceSlots::of).distinct()).hasSize(1);
  }

  @Test
  void locksOfOneSlot_shareTheirFencingCounter_andAMillionLeaveOnePerSlot() {
    RedisKeys keys = new RedisKeys("holdfast", true);
    Set<String> counters = new HashSet<>();

    for (int i = 0; i < 200_000; i++) {
      counters.add(keys.all("lock-" + i)[2]);
    }

    assertThat(counters).hasSizeLessThanOrEqualTo(LettuceSlots.COUNT);
  }
}
