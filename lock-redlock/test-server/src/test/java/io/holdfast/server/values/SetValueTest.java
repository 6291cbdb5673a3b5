package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetValueTest {

  private final SetValue set = new SetValue(new EncodingLimits());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void numbers_atRandom_agreeWithASortedSet(int seed) {
    Random random = new Random(seed);
    TreeSet<Long> model = new TreeSet<>();
    for (int i = 0; i < 3_000; i++) {
      long number = random.nextInt(300) - 150L;
      if (random.nextInt(5) < 2) {
        assertThat(set.remove(Bytes.of(number))).isEqualTo(model.remove(number));
      } else {
        assertThat(set.add(Bytes.of(number))).isEqualTo(model.add(number));
      }
      assertThat(set.contains(Bytes.of(number))).isEqualTo(model.contains(number));
    }
    assertThat(set).containsExactlyElementsOf(model.stream().map(n -> Bytes.of(n)).toList());
    assertThat(set.encoding()).isEqualTo("intset");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void words_atRandom_agreeWithAHashSet(int seed) {
    Random random = new Random(seed);
    Set<Bytes> model = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      Bytes member = Bytes.of((random.nextBoolean() ? "m" : "") + random.nextInt(500));
      if (random.nextInt(5) < 2) {
        assertThat(set.remove(member)).isEqualTo(model.remove(member));
      } else {
        assertThat(set.add(member)).isEqualTo(model.add(member));
      }
    }
    assertThat(set).containsExactlyInAnyOrderElementsOf(model);
    assertThat(set.size()).isEqualTo(model.size());
  }

  @Test
  void add_textThatOnlyLooksLikeANumber_isAnotherMember() {
    set.add(Bytes.of("1"));
    set.add(Bytes.of("01"));
    set.add(Bytes.of("+1"));

    assertThat(set)
        .containsExactlyInAnyOrderElementsOf(
            List.of(Bytes.of("1"), Bytes.of("01"), Bytes.of("+1")));
  }

  @Test
  void copy_originalChanges_staysAsItWas() {
    set.add(Bytes.of("1"));

    SetValue copy = set.copy();
    set.add(Bytes.of("2"));
    set.add(Bytes.of("word"));

    assertThat(copy).containsExactly(Bytes.of("1"));
  }
}
