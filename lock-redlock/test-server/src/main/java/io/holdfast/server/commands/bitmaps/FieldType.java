package io.holdfast.server.commands.bitmaps;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.CommandError;
import java.util.OptionalLong;

/**
 * How some bits of a string are a whole number.
 *
 * @param signed whether the highest bit is the sign
 * @param bits how many there are: up to 64, without a sign up to 63
 */
record FieldType(boolean signed, int bits) {

  /** Reads {@code i16}, {@code u8} and the like. */
  static FieldType parse(Bytes word) {
    boolean signed = !word.isEmpty() && word.at(0) == 'i';
    if (signed || (!word.isEmpty() && word.at(0) == 'u')) {
      long bits = Numbers.parseLong(word.slice(1, word.length())).orElse(0);
      if (bits >= 1 && bits <= (signed ? 64 : 63)) {
        return new FieldType(signed, (int) bits);
      }
    }
    throw new CommandError(
        "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but"
            + " i64 is.");
  }

  /** The number in the field that begins at that bit. */
  long get(byte[] bytes, long offset) {
    long number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | Bits.get(bytes, offset + i);
    }
    int unused = 64 - bits;
    return signed ? number << unused >> unused : number;
  }

  /** Writes a number that the type can hold into the field, which the bytes have. */
  void set(byte[] bytes, long offset, long number) {
    for (int i = 0; i < bits; i++) {
      Bits.set(bytes, offset + i, (int) (number >>> (bits - 1 - i) & 1));
    }
  }

  /** The sum as the field can hold it; empty where it cannot and that is to fail. */
  OptionalLong sum(long number, long increment, Overflow overflow) {
    int direction = signed ? signedOverflow(number, increment) : overflow(number, increment);
    if (direction == 0) {
      return OptionalLong.of(number + increment);
    }
    return switch (overflow) {
      case FAIL -> OptionalLong.empty();
      case SAT -> OptionalLong.of(direction > 0 ? most() : least());
      case WRAP -> OptionalLong.of(wrapped(number + increment));
    };
  }

  private long most() {
    return signed ? Long.MAX_VALUE >>> (64 - bits) : (1L << bits) - 1;
  }

  private long least() {
    return signed ? -most() - 1 : 0;
  }

  private long wrapped(long number) {
    int unused = 64 - bits;
    return signed ? number << unused >> unused : number << unused >>> unused;
  }

  /**
   * 1 where the sum is too large, -1 where it is too small, else 0. The differences are allowed to
   * wrap around as they do in bitops.c of Redis: a number far below the least one thus counts as
   * too large.
   */
  private int signedOverflow(long number, long increment) {
    long up = most() - number;
    long down = least() - number;
    boolean whole = bits == 64;
    if (number > most()
        || (!whole && increment > up)
        || (number >= 0 && increment > 0 && increment > up)) {
      return 1;
    }
    boolean tooSmall =
        number < least()
            || (!whole && increment < down)
            || (number < 0 && increment < 0 && increment < down);
    return tooSmall ? -1 : 0;
  }

  private int overflow(long number, long increment) {
    if (Long.compareUnsigned(number, most()) > 0
        || (increment > 0 && increment > most() - number)) {
      return 1;
    }
    return increment < 0 && increment < -number ? -1 : 0;
  }
}
