package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSetValueTest {

  private record Scored(double score, Bytes member) {}

  private static final Comparator<Scored> ORDER =
      Comparator.comparingDouble(Scored::score).thenComparing(Scored::member);

  private final SortedSetValue set = new SortedSetValue(new EncodingLimits());
  private final Map<Bytes, Double> model = new HashMap<>();

  private List<Scored> sorted() {
    return model.entrySet().stream()
        .map(entry -> new Scored(entry.getValue(), entry.getKey()))
        .sorted(ORDER)
        .toList();
  }

  private void change(Random random, int members) {
    Bytes member = Bytes.of("m" + random.nextInt(members));
    if (random.nextInt(3) == 0) {
      assertThat(set.remove(member)).isEqualTo(model.remove(member) != null);
    } else {
      // Few scores, so that many members share one.
      double score = random.nextInt(20) - 10;
      assertThat(set.put(member, score)).isEqualTo(model.put(member, score) == null);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void order_atRandom_agreesWithASortedList(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      for (int i = 0; i < 50; i++) {
        change(random, 200);
      }
      List<Scored> expected = sorted();

      assertThat(forwards()).isEqualTo(expected);
      assertThat(backwards()).isEqualTo(reversed(expected));
      for (int rank = 0; rank < expected.size(); rank++) {
        ScoredMember at = set.at(rank);
        assertThat(scored(at)).isEqualTo(expected.get(rank));
        assertThat(set.rank(at)).isEqualTo(rank);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void ranges_atRandom_agreeWithASortedList(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      change(random, 300);
    }
    List<Scored> all = sorted();
    for (int i = 0; i < 500; i++) {
      ScoreRange range =
          new ScoreRange(
              random.nextInt(24) - 12,
              random.nextBoolean(),
              random.nextInt(24) - 12,
              random.nextBoolean());
      List<Scored> expected = all.stream().filter(scored -> contains(range, scored)).toList();

      assertThat(set.count(range)).describedAs("%s", range).isEqualTo(expected.size());
      assertThat(scored(set.first(range))).isEqualTo(firstOf(expected));
      assertThat(scored(set.last(range))).isEqualTo(firstOf(reversed(expected)));
    }
  }

  private static boolean contains(ScoreRange range, Scored scored) {
    double score = scored.score();
    return (range.minExclusive() ? score > range.min() : score >= range.min())
        && (range.maxExclusive() ? score < range.max() : score <= range.max());
  }

  private List<Scored> forwards() {
    List<Scored> all = new ArrayList<>();
    for (ScoredMember at = set.first(); at != null; at = at.next()) {
      all.add(scored(at));
    }
    return all;
  }

  private List<Scored> backwards() {
    List<Scored> all = new ArrayList<>();
    for (ScoredMember at = set.last(); at != null; at = at.previous()) {
      all.add(scored(at));
    }
    return all;
  }

  private static List<Scored> reversed(List<Scored> list) {
    List<Scored> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static @Nullable Scored firstOf(List<Scored> list) {
    return list.isEmpty() ? null : list.get(0);
  }

  private static @Nullable Scored scored(@Nullable ScoredMember member) {
    return member == null ? null : new Scored(member.score(), member.member());
  }

  @Test
  void copy_originalChanges_staysAsItWas() {
    set.put(Bytes.of("a"), 1);

    SortedSetValue copy = set.copy();
    set.put(Bytes.of("a"), 2);
    set.put(Bytes.of("b"), 3);

    assertThat(copy.size()).isEqualTo(1);
    assertThat(copy.at(0).score()).isEqualTo(1);
  }

  @Test
  void footprint_membersComeAndGo_isThatOfAnEmptyOneAgain() {
    long empty = set.footprint();
    set.put(Bytes.of("member"), 1);
    assertThat(set.footprint()).isGreaterThan(empty);

    set.remove(Bytes.of("member"));

    assertThat(set.footprint()).isEqualTo(empty);
  }
}
