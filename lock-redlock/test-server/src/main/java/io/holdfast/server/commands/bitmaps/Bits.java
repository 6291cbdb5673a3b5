package io.holdfast.server.commands.bitmaps;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.StringValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bits of a string, numbered from the highest bit of its first byte. Behind the end all are
 * zero.
 */
final class Bits {

  static final int BYTE = 8;

  private Bits() {}

  /** The content of a string that may not be there. */
  static byte[] of(@Nullable StringValue value) {
    return value == null ? Bytes.EMPTY.array() : value.bytes().array();
  }

  /** A copy of the bytes that is long enough to have that bit. */
  static byte[] reaching(byte[] bytes, long bit) {
    return Arrays.copyOf(bytes, Math.max(bytes.length, (int) (bit / BYTE) + 1));
  }

  /** The bit of that number as 1 or 0. */
  static int get(byte[] bytes, long bit) {
    long at = bit / BYTE;
    return at < bytes.length ? bytes[(int) at] >> (BYTE - 1 - bit % BYTE) & 1 : 0;
  }

  /** Sets the bit of that number, which the bytes have. */
  static void set(byte[] bytes, long bit, int to) {
    int at = (int) (bit / BYTE);
    int mask = 1 << (BYTE - 1 - bit % BYTE);
    bytes[at] = (byte) (to == 1 ? bytes[at] | mask : bytes[at] & ~mask);
  }

  /**
   * The word as a place of a bit.
   *
   * @param fieldBits with that many a word that begins with {@code #} counts fields of so many
   *     bits; zero where no word may
   */
  static long offset(Call call, int index, int fieldBits) {
    Bytes word = call.word(index);
    boolean counts = fieldBits > 0 && !word.isEmpty() && word.at(0) == '#';
    long number =
        Numbers.parseLong(counts ? word.slice(1, word.length()) : word)
            .orElseThrow(Bits::badOffset);
    long offset = counts ? number * fieldBits : number;
    if (offset < 0 || offset / BYTE >= call.engine().config().protoMaxBulkLength.get()) {
      throw badOffset();
    }
    return offset;
  }

  private static CommandError badOffset() {
    return new CommandError("ERR bit offset is not an integer or out of range");
  }
}
