package io.holdfast.server.differential;

import org.jspecify.annotations.Nullable;

/**
 * How much of a reply counts.
 *
 * @param kind what is compared
 * @param group how many elements of an array belong together when they are sorted
 */
record Comparison(Kind kind, int group) {

  enum Kind {
    /** Every byte. */
    EXACT,
    /** Everything but the order of elements. */
    UNORDERED,
    /** Types and sizes of collections. */
    SHAPE,
    /** Everything but numbers that are times. */
    TIMELESS
  }

  static Comparison marked(@Nullable String mark) {
    if (mark == null) {
      return new Comparison(Kind.EXACT, 1);
    }
    if (mark.equals("?")) {
      return new Comparison(Kind.SHAPE, 1);
    }
    if (mark.equals("@")) {
      return new Comparison(Kind.TIMELESS, 1);
    }
    return new Comparison(
        Kind.UNORDERED, mark.length() == 1 ? 1 : Integer.parseInt(mark.substring(1)));
  }

  /** What counts of the reply, as text. */
  String of(String reply) {
    return kind == Kind.EXACT ? reply : RawReply.parse(reply).text(this);
  }
}
