package io.holdfast.server.commands.bitmaps;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/**
 * A part of a string by the numbers of its bits.
 *
 * @param from the first bit
 * @param to the bit behind the last one; not above {@code from} where nothing is in the range
 */
record BitRange(long from, long to) {

  static BitRange all(byte[] bytes) {
    return new BitRange(0, (long) bytes.length * Bits.BYTE);
  }

  /**
   * Reads {@code start [end [BYTE|BIT]]}; negative places count from the end.
   *
   * @param first the place of the start
   * @param endGiven whether an end follows; else the range goes up to the end of the bytes
   */
  static BitRange parse(Call call, int first, boolean endGiven, byte[] bytes) {
    long start = call.integer(first);
    long unit = call.has(first + 2) && unitIsBit(call, first + 2) ? 1 : Bits.BYTE;
    long end = endGiven ? call.integer(first + 1) : bytes.length - 1L;
    long length = (long) bytes.length * Bits.BYTE / unit;
    long low = Math.max(0, start < 0 ? start + length : start);
    long high = Math.min(Math.max(0, end < 0 ? end + length : end), length - 1);
    return low > high ? new BitRange(0, 0) : new BitRange(low * unit, (high + 1) * unit);
  }

  /** Whether the two places, both counted from the end, are in the wrong order. */
  static boolean isBackwards(long start, long end) {
    return start < 0 && end < 0 && start > end;
  }

  private static boolean unitIsBit(Call call, int at) {
    if (!call.isWord(at, "bit") && !call.isWord(at, "byte")) {
      throw CommandError.syntax();
    }
    return call.isWord(at, "bit");
  }

  boolean isEmpty() {
    return from >= to;
  }

  /** How many bits of it are one. */
  long count(byte[] bytes) {
    long count = 0;
    for (long at = from; at < to; ) {
      if (at % Bits.BYTE == 0 && at + Bits.BYTE <= to) {
        count += Integer.bitCount(bytes[(int) (at / Bits.BYTE)] & 0xff);
        at += Bits.BYTE;
      } else {
        count += Bits.get(bytes, at++);
      }
    }
    return count;
  }

  /** The number of the first bit in it that is as wanted, or -1. */
  long find(byte[] bytes, int wanted) {
    int without = wanted == 1 ? 0 : 0xff;
    for (long at = from; at < to; ) {
      boolean wholeByte = at % Bits.BYTE == 0 && at + Bits.BYTE <= to;
      if (wholeByte && (bytes[(int) (at / Bits.BYTE)] & 0xff) == without) {
        at += Bits.BYTE;
      } else if (Bits.get(bytes, at) == wanted) {
        return at;
      } else {
        at++;
      }
    }
    return -1;
  }
}
