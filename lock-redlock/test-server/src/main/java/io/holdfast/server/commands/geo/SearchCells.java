package io.holdfast.server.commands.geo;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells that together cover a shape: the one of its center and those of the eight around it
 * that the shape reaches into, in the order in which Redis looks into them.
 */
final class SearchCells {

  private static final double HALF_EQUATOR_METERS = 20_037_726.37;

  // East and north of the neighbors: north, south, east, west, and then the corners.
  private static final int[][] NEIGHBORS = {
    {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}
  };

  private SearchCells() {}

  static List<Geohash> around(Point center, Shape shape) {
    Bounds bounds = Bounds.of(center, shape);
    int steps = steps(shape.reachMeters(), center.latitude());
    Geohash middle = Geohash.of(center, steps);
    if (steps > 1 && !bounds.areWithinNeighborsOf(middle)) {
      steps--;
      middle = Geohash.of(center, steps);
    }
    List<Geohash> cells = new ArrayList<>();
    cells.add(middle);
    for (int[] neighbor : NEIGHBORS) {
      if (steps < 2 || bounds.leave(middle, neighbor[0], neighbor[1])) {
        Geohash cell = middle.neighbor(neighbor[0], neighbor[1]);
        // Large cells are neighbors on both sides; only one that was just looked into is skipped.
        boolean again = cells.size() > 1 && cells.get(cells.size() - 1).equals(cell);
        if (!again) {
          cells.add(cell);
        }
      }
    }
    return cells;
  }

  /** How fine the cells are, so that about nine of them cover what is within the distance. */
  private static int steps(double meters, double latitude) {
    if (meters == 0) {
      return Geohash.MOST_STEPS;
    }
    int steps = 1;
    for (double covered = meters; covered < HALF_EQUATOR_METERS; covered *= 2) {
      steps++;
    }
    steps -= 2;
    // Meridians come together towards the poles.
    double fromEquator = Math.abs(latitude);
    steps -= fromEquator > 80 ? 2 : fromEquator > 66 ? 1 : 0;
    return Math.max(1, Math.min(Geohash.MOST_STEPS, steps));
  }

  /** The degrees that a shape goes up to. */
  private record Bounds(double west, double south, double east, double north) {

    static Bounds of(Point center, Shape shape) {
      double latitude = center.latitude();
      double height = Point.degrees(shape.halfHeightMeters(), 1);
      // The parallel nearer to the pole is the shorter one, so the shape covers more of it.
      double parallel = latitude < 0 ? latitude - height : latitude + height;
      double width =
          Point.degrees(shape.halfWidthMeters(), StrictMath.cos(Point.radians(parallel)));
      return new Bounds(
          center.longitude() - width,
          latitude - height,
          center.longitude() + width,
          latitude + height);
    }

    /** Whether the cells next to that one go as far as they do. */
    boolean areWithinNeighborsOf(Geohash cell) {
      return cell.neighbor(0, 1).latitudes().max() >= north
          && cell.neighbor(0, -1).latitudes().min() <= south
          && cell.neighbor(1, 0).longitudes().max() >= east
          && cell.neighbor(-1, 0).longitudes().min() <= west;
    }

    /** Whether they leave the cell towards that neighbor. */
    boolean leave(Geohash cell, int east, int north) {
      Geohash.Span latitudes = cell.latitudes();
      Geohash.Span longitudes = cell.longitudes();
      boolean endsBefore =
          (north < 0 && latitudes.min() < south)
              || (north > 0 && latitudes.max() > this.north)
              || (east < 0 && longitudes.min() < west)
              || (east > 0 && longitudes.max() > this.east);
      return !endsBefore;
    }
  }
}
