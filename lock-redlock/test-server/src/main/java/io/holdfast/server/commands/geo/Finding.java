package io.holdfast.server.commands.geo;

import io.holdfast.server.bytes.Bytes;
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
    switch (query.order()) {
      case NEAREST_FIRST -> found.sort(BY_DISTANCE);
      case FARTHEST_FIRST -> found.sort(BY_DISTANCE.reversed());
      case AS_FOUND -> {
        // They are.
      }
    }
    return query.count() > 0 && query.count() < found.size()
        ? found.subList(0, (int) query.count())
        : found;
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
