package io.holdfast.server.bytes;

/** MurmurHash64A, Austin Appleby's hash of 64 bits, reading little-endian as Redis does. */
public final class MurmurHash {

  private static final long FACTOR = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;
  private static final int WORD = 8;

  private MurmurHash() {}

  /** The hash of the text. */
  public static long of(Bytes text, long seed) {
    int length = text.length();
    long hash = seed ^ (length * FACTOR);
    int whole = length - length % WORD;
    for (int at = 0; at < whole; at += WORD) {
      long word = littleEndian(text, at, WORD) * FACTOR;
      word ^= word >>> SHIFT;
      hash = (hash ^ word * FACTOR) * FACTOR;
    }
    if (whole < length) {
      hash = (hash ^ littleEndian(text, whole, length - whole)) * FACTOR;
    }
    hash ^= hash >>> SHIFT;
    hash *= FACTOR;
    return hash ^ hash >>> SHIFT;
  }

  private static long littleEndian(Bytes text, int from, int count) {
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | (text.at(from + i) & 0xff);
    }
    return word;
  }
}
