package io.holdfast.server.values;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws several of a number of things, each at most once. */
public final class Sample {

  private Sample() {}

  /**
   * The places of those drawn, in order, each choice as likely as any other.
   *
   * @param count how many to draw
   * @param size how many there are, at least as many
   */
  public static IntStream of(int count, int size, RandomGenerator entropy) {
    // R. Floyd's way (Communications of the ACM 30/9, 1987): one draw for each that is chosen.
    BitSet chosen = new BitSet(size);
    for (int last = size - count; last < size; last++) {
      int drawn = entropy.nextInt(last + 1);
      chosen.set(chosen.get(drawn) ? last : drawn);
    }
    return chosen.stream();
  }
}
