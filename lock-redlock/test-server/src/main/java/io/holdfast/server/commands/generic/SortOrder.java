package io.holdfast.server.commands.generic;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which SORT returns elements, and which of them. */
final class SortOrder {

  /** An element and what it is sorted by. */
  private record Weighted(Bytes element, @Nullable Bytes text, double number) {}

  private final Call call;
  private final SortOptions options;

  SortOrder(Call call, SortOptions options) {
    this.call = call;
    this.options = options;
  }

  List<Bytes> sorted(List<Bytes> elements) {
    List<Bytes> ordered = options.leavesOrder() ? elements : inOrder(elements);
    long from = Math.max(0, Math.min(options.offset(), ordered.size()));
    long to =
        options.count() < 0
            ? ordered.size()
            : Math.min(ordered.size(), saturatedSum(from, options.count()));
    return ordered.subList((int) from, (int) Math.max(from, to));
  }

  private static long saturatedSum(long from, long count) {
    return count > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + count;
  }

  private List<Bytes> inOrder(List<Bytes> elements) {
    List<Weighted> weighted = new ArrayList<>(elements.size());
    Bytes by = options.by();
    SortPattern pattern = by == null ? null : SortPattern.of(by);
    for (Bytes element : elements) {
      weighted.add(weighted(element, pattern == null ? element : pattern.lookUp(call, element)));
    }
    Comparator<Weighted> order = options.alphabetical() ? byText() : byNumber();
    weighted.sort(options.descending() ? order.reversed() : order);
    return weighted.stream().map(Weighted::element).toList();
  }

  private Weighted weighted(Bytes element, @Nullable Bytes weight) {
    if (options.alphabetical() || weight == null) {
      return new Weighted(element, weight, 0);
    }
    double number = Numbers.parseLikeStrtod(weight).orElseThrow(SortCommands::notANumber);
    if (Double.isNaN(number)) {
      throw SortCommands.notANumber();
    }
    return new Weighted(element, null, number);
  }

  /** What has no weight comes first; what has the same stays as it is. */
  private static Comparator<Weighted> byText() {
    return Comparator.comparing(
        Weighted::text, Comparator.nullsFirst(Comparator.<Bytes>naturalOrder()));
  }

  /** Elements of the same number stand as memcmp has them. */
  private static Comparator<Weighted> byNumber() {
    return Comparator.comparingDouble(Weighted::number).thenComparing(Weighted::element);
  }
}
