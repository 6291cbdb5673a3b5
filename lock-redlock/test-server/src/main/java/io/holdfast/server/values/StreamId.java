package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The id of a stream entry: two unsigned numbers of 64 bits.
 *
 * @param millis usually when the entry was added, in milliseconds since the epoch
 * @param sequence tells entries of the same millisecond apart
 */
public record StreamId(long millis, long sequence) implements Comparable<StreamId> {

  /** Before all ids that an entry can have. */
  public static final StreamId ZERO = new StreamId(0, 0);

  /** After all others. */
  public static final StreamId HIGHEST = new StreamId(-1, -1);

  /** Whether it comes before all ids that an entry can have. */
  public boolean isZero() {
    return equals(ZERO);
  }

  /** The id after this one, or null where there is none. */
  public @Nullable StreamId next() {
    if (sequence != -1) {
      return new StreamId(millis, sequence + 1);
    }
    return millis == -1 ? null : new StreamId(millis + 1, 0);
  }

  /** The id before this one, or null where there is none. */
  public @Nullable StreamId previous() {
    if (sequence != 0) {
      return new StreamId(millis, sequence - 1);
    }
    return millis == 0 ? null : new StreamId(millis - 1, -1);
  }

  /** Whether it comes before the other one. */
  public boolean isBefore(StreamId other) {
    return compareTo(other) < 0;
  }

  /** Whether it comes after the other one. */
  public boolean isAfter(StreamId other) {
    return compareTo(other) > 0;
  }

  /** The byte of that number, of sixteen, where ids are written so that they sort as they are. */
  int byteAt(int index) {
    long half = index < Long.BYTES ? millis : sequence;
    return (int) (half >>> (8 * (Long.BYTES - 1 - index % Long.BYTES))) & 0xff;
  }

  @Override
  public int compareTo(StreamId other) {
    int byMillis = Long.compareUnsigned(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
  }

  /** As clients see it. */
  public Bytes bytes() {
    return Bytes.of(toString());
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
  }
}
