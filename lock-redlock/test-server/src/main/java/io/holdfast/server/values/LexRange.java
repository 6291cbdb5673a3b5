package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members between two in the order of their bytes, where all scores are the same.
 *
 * @param min where it begins
 * @param max where it ends
 */
public record LexRange(Bound min, Bound max) implements MemberRange {

  /** Where a range ends. */
  sealed interface Bound {

    /** Reads {@code -}, {@code +}, <code>[member</code> or {@code (member}. */
    static @Nullable Bound parse(Bytes text) {
      if (text.isEmpty()) {
        return null;
      }
      return switch (text.at(0)) {
        case '-' -> text.length() == 1 ? new Lowest() : null;
        case '+' -> text.length() == 1 ? new Highest() : null;
        case '(' -> new At(text.slice(1, text.length()), true);
        case '[' -> new At(text.slice(1, text.length()), false);
        default -> null;
      };
    }
  }

  /** Before all members. */
  record Lowest() implements Bound {}

  /** After all members. */
  record Highest() implements Bound {}

  /** At a member, which may not be there. */
  record At(Bytes member, boolean exclusive) implements Bound {}

  /** The range between two texts as ZRANGEBYLEX takes them, if they are. */
  public static Optional<LexRange> parse(Bytes min, Bytes max) {
    Bound from = Bound.parse(min);
    Bound to = Bound.parse(max);
    return from == null || to == null ? Optional.empty() : Optional.of(new LexRange(from, to));
  }

  @Override
  public boolean isEmpty() {
    if (min instanceof At from && max instanceof At to) {
      int order = from.member().compareTo(to.member());
      return order > 0 || (order == 0 && (from.exclusive() || to.exclusive()));
    }
    return min instanceof Highest || max instanceof Lowest;
  }

  @Override
  public boolean isAfter(ScoredMember member) {
    if (min instanceof At from) {
      int order = member.member().compareTo(from.member());
      return from.exclusive() ? order <= 0 : order < 0;
    }
    return min instanceof Highest;
  }

  @Override
  public boolean isBefore(ScoredMember member) {
    if (max instanceof At to) {
      int order = member.member().compareTo(to.member());
      return to.exclusive() ? order >= 0 : order > 0;
    }
    return max instanceof Lowest;
  }
}
