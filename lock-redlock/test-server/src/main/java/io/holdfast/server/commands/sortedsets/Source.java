package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SetValue;
import io.holdfast.server.values.SortedSetValue;
import io.holdfast.server.values.Value;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a combination: a sorted set, or a set, whose members all have the score of one.
 *
 * @param value what the key holds, or null where there is no such key
 * @param weight what its scores are multiplied with
 */
record Source(@Nullable Value value, double weight) {

  /** Takes a member and its score. */
  @FunctionalInterface
  interface Visitor {
    void visit(Bytes member, double score);
  }

  static Source at(Call call, Bytes key) {
    Entry entry = call.entry(key);
    Value value = entry == null ? null : entry.value();
    if (value == null || value instanceof SortedSetValue || value instanceof SetValue) {
      return new Source(value, 1);
    }
    throw CommandError.wrongType();
  }

  Source withWeight(double next) {
    return new Source(value, next);
  }

  /** The score times the weight; zero where that is no number. */
  double weigh(double score) {
    double weighted = score * weight;
    return Double.isNaN(weighted) ? 0 : weighted;
  }

  int size() {
    if (value instanceof SortedSetValue sorted) {
      return sorted.size();
    }
    return value instanceof SetValue set ? set.size() : 0;
  }

  @Nullable Double score(Bytes member) {
    if (value instanceof SortedSetValue sorted) {
      ScoredMember found = sorted.find(member);
      return found == null ? null : found.score();
    }
    return value instanceof SetValue set && set.contains(member) ? 1.0 : null;
  }

  void forEach(Visitor visitor) {
    if (value instanceof SortedSetValue sorted) {
      for (ScoredMember at = sorted.first(); at != null; at = at.next()) {
        visitor.visit(at.member(), at.score());
      }
    } else if (value instanceof SetValue set) {
      set.forEach(member -> visitor.visit(member, 1));
    }
  }
}
