package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.server.bytes.Bytes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictTest {

  private static final class Item extends Dict.Node<Item> {
    Item(Bytes key) {
      super(key);
    }
  }

  private final Dict<Item> dict = new Dict<>();

  private static Bytes key(int number) {
    return Bytes.of("key:" + number);
  }

  private void addUpTo(int count) {
    for (int i = dict.size(); i < count; i++) {
      dict.add(new Item(key(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void findAddAndRemove_atRandom_agreeWithAMap(int seed) {
    Random random = new Random(seed);
    Map<Bytes, Item> model = new HashMap<>();
    for (int i = 0; i < 12_000; i++) {
      // The share of removals swings, so that the table grows and shrinks several times.
      boolean adds = random.nextInt(100) < (i / 3_000 % 2 == 0 ? 80 : 20);
      Bytes key = key(random.nextInt(1_500));
      if (adds && !model.containsKey(key)) {
        Item item = new Item(key);
        model.put(key, item);
        dict.add(item);
      } else if (!adds) {
        assertThat(dict.remove(key)).isSameAs(model.remove(key));
      }
      assertThat(dict.find(key)).isSameAs(model.get(key));
    }
    assertThat(dict.size()).isEqualTo(model.size());
    assertThat(dict).containsExactlyInAnyOrderElementsOf(model.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void scan_tableGrowsMeanwhile_visitsAllThatWasThere(int seed) {
    addUpTo(200);

    Set<Bytes> seen = scanWhile(new Random(seed), random -> addUpTo(dict.size() + 50));

    assertThat(seen).containsAll(keys(0, 200));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void scan_tableShrinksMeanwhile_visitsAllThatStays(int seed) {
    addUpTo(5_000);
    int[] removed = {5_000};

    Set<Bytes> seen =
        scanWhile(
            new Random(seed),
            random -> {
              for (int i = 0; i < 40 && removed[0] > 100; i++) {
                dict.remove(key(--removed[0]));
              }
            });

    assertThat(seen).containsAll(keys(0, 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void scan_tableGrowsAndShrinksMeanwhile_visitsAllThatStays(int seed) {
    addUpTo(1_000);
    int[] more = {1_000};

    Set<Bytes> seen =
        scanWhile(
            new Random(seed),
            random -> {
              boolean grows = random.nextBoolean();
              for (int i = 0; i < 300; i++) {
                if (grows && more[0] < 10_000) {
                  dict.add(new Item(key(more[0]++)));
                } else if (!grows && more[0] > 1_000) {
                  dict.remove(key(--more[0]));
                }
              }
            });

    assertThat(seen).containsAll(keys(0, 1_000));
  }

  private Set<Bytes> scanWhile(Random random, Consumer<Random> meanwhile) {
    Set<Bytes> seen = new HashSet<>();
    long cursor = 0;
    do {
      cursor = dict.scan(cursor, item -> seen.add(item.key()));
      meanwhile.accept(random);
    } while (cursor != 0 && dict.size() < 20_000);
    while (cursor != 0) {
      cursor = dict.scan(cursor, item -> seen.add(item.key()));
    }
    return seen;
  }

  private static Set<Bytes> keys(int from, int to) {
    Set<Bytes> keys = new HashSet<>();
    for (int i = from; i < to; i++) {
      keys.add(key(i));
    }
    return keys;
  }

  @Test
  void scan_nothingChanges_visitsEachOnce() {
    addUpTo(3_000);
    while (dict.find(key(0)) == null) {
      // Looking moves buckets until the table is in one piece.
    }
    Map<Bytes, Integer> visits = new HashMap<>();

    long cursor = 0;
    do {
      cursor = dict.scan(cursor, item -> visits.merge(item.key(), 1, Integer::sum));
    } while (cursor != 0);

    assertThat(visits).hasSize(3_000);
    assertThat(visits.values()).allMatch(times -> times == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 300})
  void random_manyDraws_eachNodeIsAsLikelyAsAnyOther(int size) {
    addUpTo(size);
    Random random = new Random(7);
    Map<Bytes, Integer> draws = new HashMap<>();
    int expected = 300;

    for (int i = 0; i < expected * size; i++) {
      draws.merge(dict.random(random).key(), 1, Integer::sum);
    }

    // Six standard deviations of a binomial distribution.
    double slack = 6 * Math.sqrt(expected);
    assertThat(draws).hasSize(size);
    assertThat(draws.values()).allMatch(times -> Math.abs(times - expected) < slack);
  }

  @Test
  void random_emptyTable_isRefused() {
    assertThatThrownBy(() -> dict.random(new Random(1))).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void clear_whileItGrows_leavesNothing() {
    addUpTo(1_025);

    dict.clear();

    assertThat(dict).isEmpty();
    assertThat(dict.find(key(1))).isNull();
    assertThat(dict.size()).isZero();
  }
}
