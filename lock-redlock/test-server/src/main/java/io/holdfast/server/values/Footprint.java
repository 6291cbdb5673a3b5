package io.holdfast.server.values;

/**
 * What Redis's structures take in memory, by the size classes of its allocator: the measure of
 * {@code maxmemory} and of MEMORY USAGE, so that limits chosen for a real server fit this one.
 */
public final class Footprint {

  /** The head of any value: type, encoding, usage and reference count. */
  public static final int OBJECT = 16;

  /** One node of a hash table. */
  public static final int NODE = 24;

  private static final int FINEST = 8;
  private static final int COARSE_FROM = 128;

  private Footprint() {}

  /** What the allocator gives for so many bytes: size classes, four in each doubling. */
  public static long allocated(long bytes) {
    if (bytes <= FINEST) {
      return FINEST;
    }
    long step = bytes <= COARSE_FROM ? 16 : Long.highestOneBit(bytes - 1) / 4;
    return (bytes + step - 1) / step * step;
  }

  /** A binary-safe string of that length: a head that grows with it, and a zero at the end. */
  public static long string(long length) {
    int head = length < 1 << 5 ? 1 : length < 1 << 8 ? 3 : length < 1 << 16 ? 5 : 9;
    return allocated(head + length + 1);
  }
}
