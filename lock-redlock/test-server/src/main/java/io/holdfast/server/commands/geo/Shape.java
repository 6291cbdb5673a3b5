package io.holdfast.server.commands.geo;

import java.util.OptionalDouble;

/** What is searched, around a center. */
sealed interface Shape {

  /** The unit of its sizes, and of the distances that are answered. */
  Unit unit();

  /** How far its farthest point is from the center, in meters. */
  double reachMeters();

  /** How far it goes to the north and to the south, in meters. */
  double halfHeightMeters();

  /** How far it goes to the east and to the west, in meters. */
  double halfWidthMeters();

  /** How far the point is from the center, in meters, if it is inside. */
  OptionalDouble metersInside(Point center, Point point);

  /** All that is within a distance. */
  record Circle(double radius, Unit unit) implements Shape {

    @Override
    public double reachMeters() {
      return radius * unit.meters();
    }

    @Override
    public double halfHeightMeters() {
      return unit.meters() * radius;
    }

    @Override
    public double halfWidthMeters() {
      return unit.meters() * radius;
    }

    @Override
    public OptionalDouble metersInside(Point center, Point point) {
      double meters = center.metersTo(point);
      return meters > radius * unit.meters() ? OptionalDouble.empty() : OptionalDouble.of(meters);
    }
  }

  /** All that is within two distances, one along and one across the meridians. */
  record Box(double width, double height, Unit unit) implements Shape {

    @Override
    public double reachMeters() {
      return Math.sqrt(width / 2 * (width / 2) + height / 2 * (height / 2)) * unit.meters();
    }

    @Override
    public double halfHeightMeters() {
      return unit.meters() * (height / 2);
    }

    @Override
    public double halfWidthMeters() {
      return unit.meters() * (width / 2);
    }

    @Override
    public OptionalDouble metersInside(Point center, Point point) {
      Point sameLatitude = new Point(center.longitude(), point.latitude());
      Point sameLongitude = new Point(point.longitude(), center.latitude());
      boolean inside =
          point.metersTo(sameLatitude) <= width * unit.meters() / 2
              && point.metersTo(sameLongitude) <= height * unit.meters() / 2;
      return inside ? OptionalDouble.of(center.metersTo(point)) : OptionalDouble.empty();
    }
  }
}
