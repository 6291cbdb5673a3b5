package io.holdfast.server.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests by chance, of families whose arithmetic no list of examples covers. */
final class RandomRequests {

  private static final int SMALL = 40;

  private final RandomGenerator random;

  RandomRequests(RandomGenerator random) {
    this.random = random;
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String upTo(int bound) {
    return Integer.toString(random.nextInt(bound));
  }

  // ---- bits

  List<String> bits() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of("GET", "bits");
      case 1 -> List.of("BITCOUNT", "bits", place(), place(), any("BIT", "BYTE"));
      case 2 -> List.of("BITPOS", "bits", any("0", "1"), place(), place(), any("BIT", "BYTE"));
      case 3 -> List.of("BITPOS", "bits", any("0", "1"), place());
      default -> bitfield();
    };
  }

  private String place() {
    return Integer.toString(random.nextInt(-SMALL, SMALL));
  }

  private List<String> bitfield() {
    List<String> request = new ArrayList<>(List.of("BITFIELD", "bits"));
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      boolean signed = random.nextBoolean();
      int width = random.nextInt(1, signed ? 65 : 64);
      String type = (signed ? "i" : "u") + width;
      String offset = any("", "#") + upTo(SMALL);
      switch (random.nextInt(4)) {
        case 0 -> request.addAll(List.of("GET", type, offset));
        case 1 -> request.addAll(List.of("SET", type, offset, number(width)));
        case 2 -> request.addAll(List.of("INCRBY", type, offset, number(width)));
        default -> request.addAll(List.of("OVERFLOW", any("WRAP", "SAT", "FAIL")));
      }
    }
    return request;
  }

  /** A number near to where a field of that width ends, or any other. */
  private String number(int width) {
    long edge = width > 62 ? Long.MAX_VALUE : 1L << width;
    return Long.toString(
        switch (random.nextInt(5)) {
          case 0 -> random.nextLong();
          case 1 -> edge - random.nextInt(3);
          case 2 -> -edge / 2 - random.nextInt(3);
          case 3 -> edge / 2 - random.nextInt(3);
          default -> random.nextInt(-5, 6);
        });
  }

  // ---- cardinality

  List<String> cardinality() {
    String key = any("a", "b", "c");
    return switch (random.nextInt(6)) {
      case 0 -> List.of("PFCOUNT", key);
      case 1 -> List.of("PFCOUNT", key, any("a", "b", "c"));
      case 2 -> List.of("PFMERGE", key, any("a", "b", "c"));
      case 3 -> List.of("GET", key);
      default -> elements(key);
    };
  }

  private List<String> elements(String key) {
    List<String> request = new ArrayList<>(List.of("PFADD", key));
    int magnitude = random.nextInt(1, 9);
    for (int i = random.nextInt(1, 1 << random.nextInt(1, 10)); i > 0; i--) {
      request.add(upTo((int) Math.pow(10, magnitude)));
    }
    return request;
  }

  // ---- places

  List<String> places() {
    String unit = any("m", "km", "mi", "ft");
    return switch (random.nextInt(5)) {
      case 0 -> List.of("GEODIST", "places", upTo(SMALL), upTo(SMALL), unit);
      case 1 -> List.of("GEOPOS", "places", upTo(SMALL));
      case 2 -> List.of("GEOHASH", "places", upTo(SMALL));
      case 3 -> search(unit);
      default -> List.of("GEOADD", "places", longitude(), latitude(), upTo(SMALL));
    };
  }

  private String longitude() {
    return Double.toString(random.nextDouble(-180, 180));
  }

  private String latitude() {
    return Double.toString(random.nextDouble(-85, 85));
  }

  private List<String> search(String unit) {
    List<String> request =
        new ArrayList<>(List.of("GEOSEARCH", "places", "FROMLONLAT", longitude(), latitude()));
    String size = Double.toString(Math.pow(10, random.nextDouble(1, 8)));
    String other = Double.toString(Math.pow(10, random.nextDouble(1, 8)));
    request.addAll(
        random.nextBoolean()
            ? List.of("BYRADIUS", size, unit)
            : List.of("BYBOX", size, other, unit));
    request.addAll(
        switch (random.nextInt(5)) {
          case 0 -> List.of("ASC", "WITHDIST");
          case 1 -> List.of("COUNT", "3", "DESC");
          case 2 -> List.of("COUNT", "2", "ANY");
          default -> List.of();
        });
    return request;
  }

  // ---- streams

  List<String> stream() {
    return switch (random.nextInt(4)) {
      case 0 -> group();
      case 1 -> entries();
      default -> entry();
    };
  }

  private List<String> entries() {
    return switch (random.nextInt(7)) {
      case 0 -> List.of("XRANGE", "stream", bound(), bound());
      case 1 -> List.of("XREVRANGE", "stream", bound(), bound(), "COUNT", upTo(9));
      case 2 -> List.of("XDEL", "stream", id(), id(), id());
      case 3 -> List.of("XTRIM", "stream", "MAXLEN", any("=", "~"), upTo(300));
      case 4 -> List.of("XTRIM", "stream", "MINID", any("=", "~"), id());
      case 5 -> List.of("XSETID", "stream", id(), "ENTRIESADDED", upTo(400));
      default -> List.of("XINFO", "STREAM", "stream");
    };
  }

  private List<String> group() {
    String group = any("g", "h");
    String consumer = any("c", "d");
    return switch (random.nextInt(9)) {
      case 0 -> List.of("XINFO", "GROUPS", "stream");
      case 1 -> List.of("XPENDING", "stream", group);
      case 2 -> List.of("XGROUP", "CREATE", "stream", group, id(), "MKSTREAM");
      case 3 -> List.of("XGROUP", "SETID", "stream", group, id(), "ENTRIESREAD", upTo(99));
      case 4 -> List.of("XACK", "stream", group, id(), id());
      case 5 -> List.of("XCLAIM", "stream", group, consumer, "0", id(), "FORCE", "TIME", "5");
      case 6 -> List.of("XAUTOCLAIM", "stream", group, consumer, "0", id(), "COUNT", "3");
      default -> readByGroup(group, consumer);
    };
  }

  private List<String> readByGroup(String group, String consumer) {
    String after = any(">", ">", id());
    return List.of(
        "XREADGROUP", "GROUP", group, consumer, "COUNT", upTo(5), "STREAMS", "stream", after);
  }

  private String bound() {
    return any("", "", "(") + any(id(), id(), upTo(SMALL), "-", "+");
  }

  private String id() {
    return any("", "", "0", "1", "25") + upTo(SMALL) + "-" + any("0", "1", upTo(300));
  }

  private List<String> entry() {
    List<String> request = new ArrayList<>(List.of("XADD", "stream"));
    if (random.nextInt(4) == 0) {
      request.addAll(List.of("MAXLEN", any("=", "~"), upTo(300)));
    }
    request.addAll(List.of(any(id(), upTo(SMALL) + "-*", "18446744073709551615-*"), "name"));
    request.add(Long.toString(random.nextLong() >> random.nextInt(64)));
    if (random.nextBoolean()) {
      request.addAll(List.of(any("other", "more"), "x".repeat(random.nextInt(200))));
    }
    return request;
  }
}
