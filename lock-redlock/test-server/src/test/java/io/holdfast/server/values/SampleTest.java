package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void of_all_isEachInOrder() {
    assertThat(Sample.of(5, 5, new Random(1)).toArray()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void of_some_isSoManyDifferentOnesInOrder() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      int[] places = Sample.of(7, 20, random).toArray();

      assertThat(places).hasSize(7).doesNotHaveDuplicates().isSorted();
      assertThat(Arrays.stream(places)).allMatch(place -> place >= 0 && place < 20);
    }
  }

  @Test
  void of_manyDraws_eachPlaceIsAsLikelyAsAnyOther() {
    Random random = new Random(2);
    int[] drawn = new int[10];

    for (int i = 0; i < 20_000; i++) {
      Sample.of(3, 10, random).forEach(place -> drawn[place]++);
    }

    assertThat(Arrays.stream(drawn)).allMatch(count -> count > 5_600 && count < 6_400);
  }
}
