package io.holdfast.server.commands.geo;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import org.jspecify.annotations.Nullable;

/** Places as members of a sorted set, and as they are answered. */
final class Places {

  private static final int MOST_DIGITS = 17;
  private static final int DIGITS_OF_DISTANCES = 4;

  private Places() {}

  /** Where the member is, or null where there is no such member or set. */
  static @Nullable Point find(@Nullable SortedSetValue set, Bytes member) {
    ScoredMember found = set == null ? null : set.find(member);
    return found == null ? null : Geohash.ofScore(found.score()).middle();
  }

  /** Answers with longitude and latitude. */
  static void write(Call call, Point point) {
    call.reply().array(2);
    coordinate(call, point.longitude());
    coordinate(call, point.latitude());
  }

  private static void coordinate(Call call, double degrees) {
    call.reply().real(degrees, Bytes.of(Numbers.formatDecimal(degrees, MOST_DIGITS)));
  }

  /** Answers with a distance in that unit. */
  static void writeDistance(Call call, double meters, Unit unit) {
    String text = Numbers.formatF(meters / unit.meters(), DIGITS_OF_DISTANCES);
    call.reply().bulk(Bytes.of(text));
  }
}
