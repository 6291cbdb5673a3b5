package io.holdfast.server.values;

/**
 * A part of a sequence by places, as LRANGE and ZRANGE take it: cut to what is there.
 *
 * @param from the first place
 * @param to the place behind the last one; as {@code from} where nothing is in the range
 */
public record RankRange(int from, int to) {

  /**
   * The range of a sequence of that size; negative places count from its end.
   *
   * @param start the first place
   * @param end the last place
   */
  public static RankRange of(long start, long end, int size) {
    long from = Math.max(0, start < 0 ? start + size : start);
    long to = Math.min(end < 0 ? end + size : end, size - 1L) + 1;
    return from < to ? new RankRange((int) from, (int) to) : new RankRange(0, 0);
  }

  /** How many places are in it. */
  public int size() {
    return to - from;
  }
}
