package io.holdfast.server.commands.strings;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/**
 * A time to live as SET and GETEX take it.
 *
 * @param unit seconds or milliseconds
 * @param absolute whether it counts from the epoch instead of from now
 * @param amount how many units
 */
record Lifetime(Unit unit, boolean absolute, long amount) {

  enum Unit {
    SECONDS,
    MILLIS
  }

  static boolean isOption(Bytes word) {
    return word.isWord("ex") || word.isWord("px") || word.isWord("exat") || word.isWord("pxat");
  }

  /** The option at that place and the number behind it. */
  static Lifetime ofOption(Call call, int at) {
    Bytes option = call.word(at);
    boolean millis = option.isWord("px") || option.isWord("pxat");
    boolean absolute = option.length() == 4;
    return new Lifetime(millis ? Unit.MILLIS : Unit.SECONDS, absolute, call.integer(at + 1));
  }

  /** When it is over, in milliseconds since the epoch. */
  long expireAtMillis(Call call, String command) {
    try {
      if (amount <= 0) {
        throw new ArithmeticException();
      }
      long millis = unit == Unit.MILLIS ? amount : Math.multiplyExact(amount, 1_000L);
      return absolute ? millis : Math.addExact(millis, call.nowMillis());
    } catch (ArithmeticException e) {
      throw new CommandError("ERR invalid expire time in '" + command + "' command");
    }
  }
}
