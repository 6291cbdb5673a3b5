package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.MemberRange;
import io.holdfast.server.values.RankRange;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ZRANGE and its relatives ask for; each family fixes some of it, ZRANGE nothing. */
final class RangeQuery {

  /** What the two bounds are. */
  enum By {
    RANK,
    SCORE,
    LEX
  }

  private static final long NO_LIMIT = -1;

  private final Call call;
  private @Nullable By by;
  private @Nullable Boolean reversed;
  private boolean withScores;
  private long offset;
  private long limit = NO_LIMIT;

  private long start;
  private long end;
  private @Nullable MemberRange range;

  private RangeQuery(Call call, @Nullable By by, @Nullable Boolean reversed) {
    this.call = call;
    this.by = by;
    this.reversed = reversed;
  }

  /**
   * Reads a query from a request.
   *
   * @param firstBound the place of the first of the two bounds
   * @param by what the bounds are, or null for an option to say so
   * @param reversed whether the highest comes first, or null for an option to say so
   * @param stores whether the answer is stored, with its scores in any case
   */
  static RangeQuery parse(
      Call call, int firstBound, @Nullable By by, @Nullable Boolean reversed, boolean stores) {
    RangeQuery query = new RangeQuery(call, by, reversed);
    query.readOptions(firstBound + 2, stores);
    query.readBounds(firstBound);
    return query;
  }

  private void readOptions(int first, boolean stores) {
    for (int i = first; i < call.size(); i++) {
      if (!stores && call.isWord(i, "withscores")) {
        withScores = true;
      } else if (call.isWord(i, "limit") && call.has(i + 2)) {
        offset = call.integer(++i);
        limit = call.integer(++i);
      } else if (reversed == null && call.isWord(i, "rev")) {
        reversed = true;
      } else if (by == null && call.isWord(i, "bylex")) {
        by = By.LEX;
      } else if (by == null && call.isWord(i, "byscore")) {
        by = By.SCORE;
      } else {
        throw CommandError.syntax();
      }
    }
    if (limit != NO_LIMIT && by() == By.RANK) {
      throw new CommandError(
          "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
    }
    if (withScores && by() == By.LEX) {
      throw new CommandError(
          "ERR syntax error, WITHSCORES not supported in combination with BYLEX");
    }
  }

  private void readBounds(int first) {
    int low = isReversed() ? first + 1 : first;
    int high = isReversed() ? first : first + 1;
    switch (by()) {
      case RANK -> {
        start = call.integer(first);
        end = call.integer(first + 1);
      }
      case SCORE -> range = Bounds.scores(call, low, high);
      case LEX -> range = Bounds.members(call, low, high);
    }
  }

  private By by() {
    return by == null ? By.RANK : by;
  }

  private boolean isReversed() {
    return reversed != null && reversed;
  }

  /** Whether the scores are asked for. */
  boolean withScores() {
    return withScores;
  }

  /** What the set has of it, in order. */
  List<ScoredMember> in(SortedSetValue set) {
    return range == null ? byRank(set) : byRange(set, range);
  }

  private List<ScoredMember> byRank(SortedSetValue set) {
    RankRange ranks = RankRange.of(start, end, set.size());
    List<ScoredMember> found = new ArrayList<>(ranks.size());
    if (ranks.size() > 0) {
      ScoredMember at = set.at(isReversed() ? set.size() - 1 - ranks.from() : ranks.from());
      while (at != null && found.size() < ranks.size()) {
        found.add(at);
        at = following(at);
      }
    }
    return found;
  }

  private List<ScoredMember> byRange(SortedSetValue set, MemberRange wanted) {
    List<ScoredMember> found = new ArrayList<>();
    ScoredMember at = isReversed() ? set.last(wanted) : set.first(wanted);
    for (long skipped = 0; at != null && skipped != offset; skipped++) {
      at = following(at);
    }
    while (at != null && found.size() != limit) {
      if (isReversed() ? wanted.isAfter(at) : wanted.isBefore(at)) {
        break;
      }
      found.add(at);
      at = following(at);
    }
    return found;
  }

  private @Nullable ScoredMember following(ScoredMember at) {
    return isReversed() ? at.previous() : at.next();
  }
}
