package io.holdfast.server.commands.geo;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.values.PartialSort;
import io.holdfast.server.values.ScoreRange;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A place that a search has found.
 *
 * @param member the member
 * @param score its geohash
 * @param point where it is
 * @param meters how far that is from the center
 */
record Finding(Bytes member, double score, Point point, double meters) {

  private static final Comparator<Finding> BY_DISTANCE =
      Comparator.comparingDouble(Finding::meters);

  /** What is inside the shape, in the order and up to the number that the query says. */
  static List<Finding> of(GeoQuery query, SortedSetValue set, Point center, Shape shape) {
    List<Finding> found = search(set, center, shape, query.any() ? query.count() : Long.MAX_VALUE);
    boolean cut = query.count() > 0 && query.count() < found.size();
    int wanted = cut ? (int) query.count() : found.size();
    if (query.order() != GeoQuery.Order.AS_FOUND) {
      boolean near = query.order() == GeoQuery.Order.NEAREST_FIRST;
      Comparator<Finding> order = near ? BY_DISTANCE : BY_DISTANCE.reversed();
      if (cut) {
        PartialSort.sort(found, order, 0, wanted - 1);
      } else {
        found.sort(order);
      }
    }
    return found.subList(0, wanted);
  }

  private static List<Finding> search(SortedSetValue set, Point center, Shape shape, long enough) {
    List<Finding> found = new ArrayList<>();
    for (Geohash cell : SearchCells.around(center, shape)) {
      if (found.size() >= enough) {
        break;
      }
      ScoreRange scores = new ScoreRange(cell.firstScore(), false, cell.scoreBehind(), true);
      ScoredMember at = set.first(scores);
      for (; at != null && !scores.isBefore(at) && found.size() < enough; at = at.next()) {
        Point point = Geohash.ofScore(at.score()).middle();
        OptionalDouble meters = shape.metersInside(center, point);
        if (meters.isPresent()) {
          found.add(new Finding(at.member(), at.score(), point, meters.getAsDouble()));
        }
      }
    }
    return found;
  }
}
