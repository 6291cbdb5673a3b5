package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.EncodingLimits;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Several sets made into one, as ZUNION, ZINTER and ZDIFF do it. */
final class Combination {

  /** Which members the result has. */
  enum Kind {
    UNION,
    INTER,
    DIFF
  }

  /** What is done with the result. */
  enum Purpose {
    REPLY,
    STORE,
    COUNT
  }

  /** What becomes of two scores of one member. */
  private enum Aggregate {
    SUM {
      @Override
      double of(double one, double other) {
        double sum = one + other;
        return Double.isNaN(sum) ? 0 : sum; // The infinities cancel each other.
      }
    },
    MIN {
      @Override
      double of(double one, double other) {
        return other < one ? other : one;
      }
    },
    MAX {
      @Override
      double of(double one, double other) {
        return other > one ? other : one;
      }
    };

    abstract double of(double one, double other);
  }

  private final Kind kind;
  private final Purpose purpose;
  private final List<Source> sources = new ArrayList<>();
  private Aggregate aggregate = Aggregate.SUM;
  private boolean withScores;
  private long limit;

  private Combination(Kind kind, Purpose purpose) {
    this.kind = kind;
    this.purpose = purpose;
  }

  /**
   * Reads a request.
   *
   * @param numberAt the place of the number of keys; the keys and the options follow
   */
  static Combination parse(Call call, Kind kind, Purpose purpose, int numberAt) {
    long number = call.integer(numberAt);
    if (number < 1) {
      throw new CommandError(
          "ERR at least 1 input key is needed for '" + call.spec().name() + "' command");
    }
    if (number > call.size() - numberAt - 1) {
      throw CommandError.syntax();
    }
    Combination combination = new Combination(kind, purpose);
    call.keys(numberAt + 1, (int) number)
        .forEach(key -> combination.sources.add(Source.at(call, key)));
    combination.readOptions(call, numberAt + 1 + (int) number);
    return combination;
  }

  private void readOptions(Call call, int first) {
    boolean merges = kind != Kind.DIFF && purpose != Purpose.COUNT;
    int at = first;
    while (call.has(at)) {
      if (merges && call.isWord(at, "weights") && call.has(at + sources.size())) {
        readWeights(call, at + 1);
        at += 1 + sources.size();
      } else if (merges && call.isWord(at, "aggregate") && call.has(at + 1)) {
        aggregate = aggregate(call, at + 1);
        at += 2;
      } else if (purpose == Purpose.REPLY && call.isWord(at, "withscores")) {
        withScores = true;
        at++;
      } else if (purpose == Purpose.COUNT && call.isWord(at, "limit") && call.has(at + 1)) {
        limit = call.number(at + 1, 0, "LIMIT can't be negative");
        at += 2;
      } else {
        throw CommandError.syntax();
      }
    }
  }

  private void readWeights(Call call, int first) {
    for (int i = 0; i < sources.size(); i++) {
      double weight =
          Numbers.parseDouble(call.word(first + i))
              .orElseThrow(() -> new CommandError("ERR weight value is not a float"));
      sources.set(i, sources.get(i).withWeight(weight));
    }
  }

  private static Aggregate aggregate(Call call, int at) {
    for (Aggregate aggregate : Aggregate.values()) {
      if (call.isWord(at, aggregate.name().toLowerCase(Locale.ROOT))) {
        return aggregate;
      }
    }
    throw CommandError.syntax();
  }

  /** Whether the scores are asked for. */
  boolean withScores() {
    return withScores;
  }

  // ---- the result

  /** The result, in the large encoding. */
  SortedSetValue result(EncodingLimits limits) {
    SortedSetValue result = SortedSetValue.large(limits);
    switch (kind) {
      case UNION -> union(result);
      case INTER -> intersect(result, Long.MAX_VALUE);
      case DIFF -> subtract(result);
    }
    return result;
  }

  /** How many members all sets have in common, up to the limit that was given. */
  int cardinality(EncodingLimits limits) {
    SortedSetValue result = SortedSetValue.large(limits);
    intersect(result, limit == 0 ? Long.MAX_VALUE : limit);
    return result.size();
  }

  private List<Source> smallestFirst() {
    return sources.stream().sorted(Comparator.comparingInt(Source::size)).toList();
  }

  private void union(SortedSetValue result) {
    for (Source source : smallestFirst()) {
      source.forEach(
          (member, score) -> {
            double weighted = source.weigh(score);
            ScoredMember known = result.find(member);
            result.put(member, known == null ? weighted : aggregate.of(known.score(), weighted));
          });
    }
  }

  private void intersect(SortedSetValue result, long most) {
    List<Source> ordered = smallestFirst();
    Source smallest = ordered.get(0);
    smallest.forEach(
        (member, score) -> {
          double sum = smallest.weigh(score);
          for (int i = 1; i < ordered.size(); i++) {
            @Nullable Double other = ordered.get(i).score(member);
            if (other == null) {
              return;
            }
            sum = aggregate.of(sum, other * ordered.get(i).weight());
          }
          if (result.size() < most) {
            result.put(member, sum);
          }
        });
  }

  private void subtract(SortedSetValue result) {
    List<Source> others = sources.subList(1, sources.size());
    sources
        .get(0)
        .forEach(
            (member, score) -> {
              if (others.stream().allMatch(other -> other.score(member) == null)) {
                result.put(member, score);
              }
            });
  }
}
