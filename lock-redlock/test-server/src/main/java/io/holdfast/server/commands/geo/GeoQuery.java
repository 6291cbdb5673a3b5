package io.holdfast.server.commands.geo;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.SortedSetValue;
import org.jspecify.annotations.Nullable;

/** What GEOSEARCH and its older relatives ask for. */
final class GeoQuery {

  /** In which order places are answered. */
  enum Order {
    AS_FOUND,
    NEAREST_FIRST,
    FARTHEST_FIRST
  }

  /**
   * How a command of the family says what it wants.
   *
   * @param source where the key of the places stands
   * @param options where its options begin
   * @param storesByOption whether STORE and STOREDIST name a key
   * @param storesByName whether the first word is the key to store into
   * @param searches whether center and shape are options
   */
  record Grammar(
      int source, int options, boolean storesByOption, boolean storesByName, boolean searches) {}

  private final Call call;
  private final Grammar grammar;
  private final @Nullable SortedSetValue set;

  private @Nullable Point center;
  private boolean centerGiven;
  private boolean byMember;
  private @Nullable Shape shape;
  private boolean withCoordinates;
  private boolean withDistance;
  private boolean withHash;
  private Order order = Order.AS_FOUND;
  private long count;
  private boolean any;
  private @Nullable Bytes target;
  private boolean storesDistance;

  GeoQuery(Call call, Grammar grammar) {
    this.call = call;
    this.grammar = grammar;
    this.set = call.read(call.word(grammar.source()), SortedSetValue.class);
    this.target = grammar.storesByName() ? call.word(1) : null;
  }

  // ---- reading the request

  /** The center is the place that two words say, and behind them are radius and unit. */
  GeoQuery aroundPoint(int index) {
    center = Point.parse(call, index);
    shape = circle(index + 2);
    return this;
  }

  /** The center is the member that a word says, and behind it are radius and unit. */
  GeoQuery aroundMember(int index) {
    if (set != null) {
      center = member(set, index);
      shape = circle(index + 1);
    }
    return this;
  }

  private Point member(SortedSetValue places, int index) {
    Point found = Places.find(places, call.word(index));
    if (found == null) {
      throw new CommandError("ERR could not decode requested zset member");
    }
    return found;
  }

  private Shape circle(int index) {
    double radius = size(index, "radius");
    if (radius < 0) {
      throw new CommandError("ERR radius cannot be negative");
    }
    return new Shape.Circle(radius, Unit.parse(call, index + 1));
  }

  private Shape box(int index) {
    double width = size(index, "width");
    double height = size(index + 1, "height");
    if (width < 0 || height < 0) {
      throw new CommandError("ERR height or width cannot be negative");
    }
    return new Shape.Box(width, height, Unit.parse(call, index + 2));
  }

  private double size(int index, String what) {
    try {
      return call.real(index);
    } catch (CommandError e) {
      throw new CommandError("ERR need numeric " + what);
    }
  }

  GeoQuery withOptions() {
    for (int i = grammar.options(); i < call.size(); i++) {
      int used = answerOption(i);
      if (used == 0 && grammar.searches()) {
        used = searchOption(i);
      }
      if (used == 0) {
        used = storeOption(i);
      }
      if (used == 0) {
        throw CommandError.syntax();
      }
      i += used - 1;
    }
    check();
    if (count > 0 && order == Order.AS_FOUND && !any) {
      order = Order.NEAREST_FIRST;
    }
    return this;
  }

  /** Reads an option about the answer; returns how many words it has, zero if it is none. */
  private int answerOption(int at) {
    if (call.isWord(at, "withdist")) {
      withDistance = true;
    } else if (call.isWord(at, "withhash")) {
      withHash = true;
    } else if (call.isWord(at, "withcoord")) {
      withCoordinates = true;
    } else if (call.isWord(at, "any")) {
      any = true;
    } else if (call.isWord(at, "asc")) {
      order = Order.NEAREST_FIRST;
    } else if (call.isWord(at, "desc")) {
      order = Order.FARTHEST_FIRST;
    } else if (call.isWord(at, "count") && call.has(at + 1)) {
      count = call.integer(at + 1);
      if (count <= 0) {
        throw new CommandError("ERR COUNT must be > 0");
      }
      return 2;
    } else {
      return 0;
    }
    return 1;
  }

  /** Reads an option about center or shape. */
  private int searchOption(int at) {
    if (call.isWord(at, "frommember") && call.has(at + 1) && (byMember || !centerGiven)) {
      center = set == null ? null : member(set, at + 1);
      byMember = true;
      centerGiven = true;
      return 2;
    }
    if (call.isWord(at, "fromlonlat") && call.has(at + 2) && !byMember) {
      center = Point.parse(call, at + 1);
      centerGiven = true;
      return 3;
    }
    if (call.isWord(at, "byradius") && call.has(at + 2) && !(shape instanceof Shape.Box)) {
      shape = circle(at + 1);
      return 3;
    }
    if (call.isWord(at, "bybox") && call.has(at + 3) && !(shape instanceof Shape.Circle)) {
      shape = box(at + 1);
      return 4;
    }
    return 0;
  }

  /** Reads an option about storing the answer. */
  private int storeOption(int at) {
    if (grammar.storesByName() && call.isWord(at, "storedist")) {
      storesDistance = true;
      return 1;
    }
    boolean store = call.isWord(at, "store");
    if (grammar.storesByOption() && (store || call.isWord(at, "storedist")) && call.has(at + 1)) {
      target = call.word(at + 1);
      storesDistance = !store;
      return 2;
    }
    return 0;
  }

  private void check() {
    if (target != null && (withDistance || withHash || withCoordinates)) {
      throw new CommandError(
          "ERR %s is not compatible with WITHDIST, WITHHASH and WITHCOORD options"
              .formatted(grammar.storesByName() ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS"));
    }
    if (grammar.searches() && !centerGiven) {
      throw exactlyOne("FROMMEMBER or FROMLONLAT");
    }
    if (grammar.searches() && shape == null) {
      throw exactlyOne("BYRADIUS and BYBOX");
    }
    if (any && count == 0) {
      throw new CommandError("ERR the ANY argument requires COUNT argument");
    }
  }

  private CommandError exactlyOne(String ofThese) {
    return new CommandError(
        "ERR exactly one of %s can be specified for %s".formatted(ofThese, call.word(0).latin()));
  }

  // ---- what it says

  /** The places that are searched, or null where there is no such key. */
  @Nullable SortedSetValue set() {
    return set;
  }

  /** Where to search around; known where there is a set. */
  @Nullable Point center() {
    return center;
  }

  /** What to search; known where there is a set. */
  @Nullable Shape shape() {
    return shape;
  }

  boolean withCoordinates() {
    return withCoordinates;
  }

  boolean withDistance() {
    return withDistance;
  }

  boolean withHash() {
    return withHash;
  }

  Order order() {
    return order;
  }

  /** How many places are wanted at most; zero for all. */
  long count() {
    return count;
  }

  /** Whether any places will do, so that the search may end when it has found enough. */
  boolean any() {
    return any;
  }

  /** Where the answer is stored, or null. */
  @Nullable Bytes target() {
    return target;
  }

  /** What others are told when the answer has been stored. */
  String storeEvent() {
    return grammar.searches() ? "geosearchstore" : "georadiusstore";
  }

  /** Whether distances are stored as scores instead of geohashes. */
  boolean storesDistance() {
    return storesDistance;
  }
}
