package io.holdfast.server.scripting.lua;

/**
 * The random numbers of Redis's scripts: the 48-bit linear congruence of {@code drand48}, so that a
 * script draws the same numbers on every server.
 */
final class RandomNumbers {

  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long INCREMENT = 0xB;
  private static final long MASK = (1L << 48) - 1;
  private static final long LOW_WORD = 0x330E;
  private static final int GREATEST = Integer.MAX_VALUE;

  /** What Redis starts with, without any seed. */
  private long state = 0x1234ABCD330EL;

  void seed(int seed) {
    state = (seed & 0xffffffffL) << 16 | LOW_WORD;
  }

  /** The next number, at least 0 and less than 1. */
  double next() {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    int drawn = (int) (state >>> 17);
    return (double) (drawn % GREATEST) / GREATEST;
  }
}
