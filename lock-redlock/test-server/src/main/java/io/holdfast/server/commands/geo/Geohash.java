package io.holdfast.server.commands.geo;

/**
 * A cell of the earth: the bits of its longitude and latitude in turn, the longitude first.
 *
 * @param bits the bits, the last of them lowest
 * @param steps how many bits there are of each
 */
record Geohash(long bits, int steps) {

  /** So many bits of each are a score; more would not fit into a floating-point number. */
  static final int MOST_STEPS = 26;

  static final Span LONGITUDES = new Span(-180, 180);
  static final Span LATITUDES = new Span(-85.05112878, 85.05112878);

  private static final Span STANDARD_LATITUDES = new Span(-90, 90);
  private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int LETTERS = 11;
  private static final int BITS_A_LETTER = 5;

  private static final long LONGITUDE_BITS = 0xaaaaaaaaaaaaaaaaL;
  private static final long LATITUDE_BITS = 0x5555555555555555L;

  /** What lies between two degrees. */
  record Span(double min, double max) {

    boolean contains(double degrees) {
      return degrees >= min && degrees <= max;
    }

    double width() {
      return max - min;
    }

    /** The number of the part that the degrees are in, where there are so many parts. */
    long part(double degrees, long parts) {
      return (long) ((degrees - min) / width() * parts);
    }

    /** The part of that number. */
    Span part(long number, long parts) {
      return new Span(
          min + (double) number / parts * width(), min + (number + 1.0) / parts * width());
    }

    double middle() {
      return (min + max) / 2;
    }

    double nearest(double degrees) {
      return Math.max(min, Math.min(max, degrees));
    }
  }

  /** The cell of the place. */
  static Geohash of(Point point, int steps) {
    return of(point, steps, LATITUDES);
  }

  private static Geohash of(Point point, int steps, Span latitudes) {
    long parts = 1L << steps;
    long latitude = latitudes.part(point.latitude(), parts);
    long longitude = LONGITUDES.part(point.longitude(), parts);
    return new Geohash(spread(latitude) | spread(longitude) << 1, steps);
  }

  /** The smallest cell, which a score stands for. */
  static Geohash ofScore(double score) {
    return new Geohash((long) score, MOST_STEPS);
  }

  /** Puts a zero before each of the low 32 bits. */
  private static long spread(long number) {
    long spread = number & 0xffffffffL;
    spread = (spread | (spread << 16)) & 0x0000ffff0000ffffL;
    spread = (spread | (spread << 8)) & 0x00ff00ff00ff00ffL;
    spread = (spread | (spread << 4)) & 0x0f0f0f0f0f0f0f0fL;
    spread = (spread | (spread << 2)) & 0x3333333333333333L;
    return (spread | (spread << 1)) & 0x5555555555555555L;
  }

  /** Takes every second bit, from the lowest. */
  private static long gathered(long spread) {
    long number = spread & 0x5555555555555555L;
    number = (number | (number >>> 1)) & 0x3333333333333333L;
    number = (number | (number >>> 2)) & 0x0f0f0f0f0f0f0f0fL;
    number = (number | (number >>> 4)) & 0x00ff00ff00ff00ffL;
    number = (number | (number >>> 8)) & 0x0000ffff0000ffffL;
    return (number | (number >>> 16)) & 0xffffffffL;
  }

  Span longitudes() {
    return LONGITUDES.part(gathered(bits >>> 1), 1L << steps);
  }

  Span latitudes() {
    return LATITUDES.part(gathered(bits), 1L << steps);
  }

  /** The middle of the cell. */
  Point middle() {
    return new Point(
        LONGITUDES.nearest(longitudes().middle()), LATITUDES.nearest(latitudes().middle()));
  }

  /** The lowest score of a place in the cell. */
  long firstScore() {
    return bits << (2 * (MOST_STEPS - steps));
  }

  /** The lowest score behind those of the places in the cell. */
  long scoreBehind() {
    return (bits + 1) << (2 * (MOST_STEPS - steps));
  }

  /**
   * The cell so many cells away, round the earth where it must be.
   *
   * @param east one, zero or minus one
   * @param north one, zero or minus one
   */
  Geohash neighbor(int east, int north) {
    int unused = Long.SIZE - 2 * steps;
    long longitudeMask = LONGITUDE_BITS >>> unused;
    long latitudeMask = LATITUDE_BITS >>> unused;
    long longitude = moved(bits & LONGITUDE_BITS, east, latitudeMask) & longitudeMask;
    long latitude = moved(bits & LATITUDE_BITS, north, longitudeMask) & latitudeMask;
    return new Geohash(
        (east == 0 ? bits & LONGITUDE_BITS : longitude)
            | (north == 0 ? bits & LATITUDE_BITS : latitude),
        steps);
  }

  /** The other coordinate's bits carry from bit to bit, or are borrowed from. */
  private static long moved(long coordinate, int by, long between) {
    return by > 0 ? coordinate + (between + 1) : (coordinate | between) - (between + 1);
  }

  /** The geohash as everybody writes it, from a position within the poles. */
  static String text(Point point) {
    long bits = of(point, MOST_STEPS, STANDARD_LATITUDES).bits();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < LETTERS; i++) {
      text.append(ALPHABET.charAt((int) ((bits >>> (2 * MOST_STEPS - BITS_A_LETTER * i)) & 31)));
    }
    return text.append(ALPHABET.charAt(0)).toString(); // There are no bits left for the last.
  }
}
