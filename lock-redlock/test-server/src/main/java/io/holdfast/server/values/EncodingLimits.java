package io.holdfast.server.values;

/**
 * Up to where values are kept in their small encodings. Read at each write, so that a limit that is
 * changed while the server runs counts from the next write on; no value goes back to a small
 * encoding by that.
 */
public final class EncodingLimits {

  private Pair hash = new Pair(512, 64);
  private Pair sortedSet = new Pair(128, 64);
  private long intSetEntries = 512;
  private long hyperLogLogBytes = 3000;
  private long streamNodeBytes = 4096;
  private long streamNodeEntries = 100;

  /**
   * The limits of a listpack.
   *
   * @param entries how many elements it holds at most
   * @param length how many bytes an element has at most
   */
  public record Pair(long entries, long length) {

    boolean allows(int size) {
      return size <= entries;
    }
  }

  /** Of hashes. */
  public Pair hash() {
    return hash;
  }

  /** Sets those of hashes. */
  public void hash(Pair limits) {
    hash = limits;
  }

  /** Of sorted sets. */
  public Pair sortedSet() {
    return sortedSet;
  }

  /** Sets those of sorted sets. */
  public void sortedSet(Pair limits) {
    sortedSet = limits;
  }

  /** How many whole numbers a set holds as an intset. */
  public long intSetEntries() {
    return intSetEntries;
  }

  /** Sets how many whole numbers a set holds as an intset. */
  public void intSetEntries(long entries) {
    intSetEntries = entries;
  }

  /** Up to how many bytes a HyperLogLog is kept as runs. */
  public long hyperLogLogBytes() {
    return hyperLogLogBytes;
  }

  /** Sets up to how many bytes a HyperLogLog is kept as runs. */
  public void hyperLogLogBytes(long bytes) {
    hyperLogLogBytes = bytes;
  }

  /** From how many bytes on a stream begins a new node; zero for no limit. */
  public long streamNodeBytes() {
    return streamNodeBytes;
  }

  /** Sets from how many bytes on a stream begins a new node. */
  public void streamNodeBytes(long bytes) {
    streamNodeBytes = bytes;
  }

  /** How many entries a node of a stream has; zero for no limit. */
  public long streamNodeEntries() {
    return streamNodeEntries;
  }

  /** Sets how many entries a node of a stream has. */
  public void streamNodeEntries(long entries) {
    streamNodeEntries = entries;
  }
}
