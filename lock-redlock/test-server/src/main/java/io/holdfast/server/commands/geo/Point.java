package io.holdfast.server.commands.geo;

import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/**
 * A place on the earth.
 *
 * @param longitude in degrees
 * @param latitude in degrees
 */
record Point(double longitude, double latitude) {

  private static final double EARTH_RADIUS_METERS = 6_372_797.560856;
  private static final double RADIANS_A_DEGREE = Math.PI / 180;

  /** The place that the word and the one behind it say. */
  static Point parse(Call call, int index) {
    double longitude = call.real(index);
    double latitude = call.real(index + 1);
    if (!Geohash.LONGITUDES.contains(longitude) || !Geohash.LATITUDES.contains(latitude)) {
      throw new CommandError(
          "ERR invalid longitude,latitude pair %s,%s"
              .formatted(Numbers.formatF(longitude, 6), Numbers.formatF(latitude, 6)));
    }
    return new Point(longitude, latitude);
  }

  /** How far it is from the other one on a sphere, in meters, by the haversine formula. */
  double metersTo(Point other) {
    double thisLatitude = radians(latitude);
    double otherLatitude = radians(other.latitude);
    double v = StrictMath.sin((radians(other.longitude) - radians(longitude)) / 2);
    double u = StrictMath.sin((otherLatitude - thisLatitude) / 2);
    double a = u * u + StrictMath.cos(thisLatitude) * StrictMath.cos(otherLatitude) * v * v;
    return 2 * EARTH_RADIUS_METERS * StrictMath.asin(Math.sqrt(a));
  }

  static double radians(double degrees) {
    return degrees * RADIANS_A_DEGREE;
  }

  /** How many degrees so many meters are on a circle so many times as large as the equator. */
  static double degrees(double meters, double size) {
    return meters / EARTH_RADIUS_METERS / size / RADIANS_A_DEGREE;
  }
}
