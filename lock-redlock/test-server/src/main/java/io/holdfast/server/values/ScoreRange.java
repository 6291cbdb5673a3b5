package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The members whose scores lie between two.
 *
 * @param min the lowest score
 * @param minExclusive whether that score itself is outside
 * @param max the highest score
 * @param maxExclusive whether that score itself is outside
 */
public record ScoreRange(double min, boolean minExclusive, double max, boolean maxExclusive)
    implements MemberRange {

  /** The range between two texts such as {@code 1.5}, {@code (2} and {@code +inf}, if they are. */
  public static Optional<ScoreRange> parse(Bytes min, Bytes max) {
    boolean minExclusive = isExclusive(min);
    boolean maxExclusive = isExclusive(max);
    OptionalDouble low = Numbers.parseLikeStrtod(minExclusive ? tail(min) : min);
    OptionalDouble high = Numbers.parseLikeStrtod(maxExclusive ? tail(max) : max);
    return low.isPresent() && high.isPresent()
        ? Optional.of(
            new ScoreRange(low.getAsDouble(), minExclusive, high.getAsDouble(), maxExclusive))
        : Optional.empty();
  }

  private static boolean isExclusive(Bytes text) {
    return !text.isEmpty() && text.at(0) == '(';
  }

  private static Bytes tail(Bytes text) {
    return text.slice(1, text.length());
  }

  @Override
  public boolean isEmpty() {
    return min > max || (min == max && (minExclusive || maxExclusive));
  }

  @Override
  public boolean isAfter(ScoredMember member) {
    return minExclusive ? member.score() <= min : member.score() < min;
  }

  @Override
  public boolean isBefore(ScoredMember member) {
    return maxExclusive ? member.score() >= max : member.score() > max;
  }
}
