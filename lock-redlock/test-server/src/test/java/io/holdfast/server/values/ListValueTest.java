package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.values.ListValue.End;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListValueTest {

  private final ListValue list = new ListValue();
  private final List<Bytes> model = new ArrayList<>();

  private List<Bytes> content() {
    List<Bytes> content = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      content.add(list.at(i));
    }
    return content;
  }

  private static End end(Random random) {
    return random.nextBoolean() ? End.LEFT : End.RIGHT;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void anyChange_atRandom_agreesWithAnArrayList(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Bytes element = Bytes.of("e".repeat(random.nextInt(3)) + random.nextInt(5));
      switch (random.nextInt(model.isEmpty() ? 1 : 8)) {
        case 0, 1, 2 -> push(end(random), element);
        case 3 -> pop(end(random));
        case 4 -> {
          int place = random.nextInt(model.size());
          list.set(place, element);
          model.set(place, element);
        }
        case 5 -> {
          int place = random.nextInt(model.size() + 1);
          list.insert(place, element);
          model.add(place, element);
        }
        case 6 -> remove(end(random), random.nextInt(4), element);
        default -> drop(end(random), random.nextInt(Math.min(4, model.size() + 1)));
      }
      if (i % 10 == 0) {
        assertThat(content()).isEqualTo(model);
      }
    }
    assertThat(content()).isEqualTo(model);
    list.drop(End.LEFT, list.size());
    assertThat(list.footprint()).isEqualTo(new ListValue().footprint());
  }

  private void push(End end, Bytes element) {
    list.push(end, element);
    model.add(end == End.LEFT ? 0 : model.size(), element);
  }

  private void pop(End end) {
    Bytes expected = model.remove(end == End.LEFT ? 0 : model.size() - 1);
    assertThat(list.pop(end)).isEqualTo(expected);
  }

  private void drop(End end, int count) {
    list.drop(end, count);
    int from = end == End.LEFT ? 0 : model.size() - count;
    model.subList(from, from + count).clear();
  }

  private void remove(End end, int most, Bytes element) {
    if (end == End.RIGHT) {
      Collections.reverse(model);
    }
    int removed = 0;
    while (removed < most && model.remove(element)) {
      removed++;
    }
    if (end == End.RIGHT) {
      Collections.reverse(model);
    }
    assertThat(list.remove(end, most, element::equals)).isEqualTo(removed);
  }

  @Test
  void pushAndPop_queueOfManyThatIsNeverLong_staysInOrder() {
    for (int i = 0; i < 10; i++) {
      list.push(End.RIGHT, Bytes.of(i));
    }
    for (int i = 10; i < 10_000; i++) {
      list.push(End.RIGHT, Bytes.of(i));
      assertThat(list.pop(End.LEFT)).isEqualTo(Bytes.of(i - 10));
    }
  }

  @Test
  void at_noSuchPlace_namesTheLimits() {
    list.push(End.LEFT, Bytes.of(1));

    assertThatThrownBy(() -> list.at(1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("place must be 0..0, was 1");
  }

  @Test
  void copy_originalChanges_staysAsItWas() {
    list.push(End.LEFT, Bytes.of(1));

    ListValue copy = list.copy();
    list.set(0, Bytes.of(2));

    assertThat(copy.at(0)).isEqualTo(Bytes.of(1));
  }
}
