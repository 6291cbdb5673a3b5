package io.holdfast.server.engine;

import java.util.Map;
import java.util.TreeMap;

/**
 * How long many runs of a command took: counts in classes, each twice as long as the one before.
 */
public final class Durations {

  private static final int CLASSES = 26;
  private static final long SHORTEST_NANOS = 1_024;

  private final long[] counts = new long[CLASSES];
  private long total;

  void add(long nanos) {
    long size = Math.max(0, (nanos - 1) / SHORTEST_NANOS);
    int index = Long.SIZE - Long.numberOfLeadingZeros(size);
    counts[Math.min(index, CLASSES - 1)]++;
    total++;
  }

  /** How many there were. */
  public long total() {
    return total;
  }

  /** How many took up to so many microseconds, for each class that adds to them. */
  public Map<Long, Long> cumulative() {
    Map<Long, Long> cumulative = new TreeMap<>();
    long sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      if (counts[i] > 0) {
        sum += counts[i];
        cumulative.put(upTo(i) / 1_000, sum);
      }
    }
    return cumulative;
  }

  /** The time in microseconds that so many of a hundred runs stayed below. */
  public double percentileMicros(double percentile) {
    long wanted = (long) Math.ceil(total * percentile / 100);
    long sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += counts[i];
      if (sum > 0 && sum >= wanted) {
        return upTo(i) / 1_000.0;
      }
    }
    return 0;
  }

  /** The end of a class; Redis's histogram has it a hundredth and a bit later. */
  private static long upTo(int index) {
    long nanos = SHORTEST_NANOS << index;
    return nanos + nanos / 128 - 1;
  }
}
