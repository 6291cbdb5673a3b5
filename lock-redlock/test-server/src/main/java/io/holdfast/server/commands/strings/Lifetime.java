package io.holdfast.server.commands.strings;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/**
 * A time to live as SET and GETEX take it.
 *
 * @param unit seconds or milliseconds
 * @param absolute whether it counts from the epoch instead of from now
 * @param amount how many units; not looked at before it is needed
 */
record Lifetime(Unit unit, boolean absolute, Bytes amount) {

  enum Unit {
    SECONDS,
    MILLIS
  }

  /** Whether the option is the one that this was made of: only that may be given again. */
  boolean isOf(Bytes option) {
    return option.isWord((unit == Unit.MILLIS ? "px" : "ex") + (absolute ? "at" : ""));
  }

  static boolean isOption(Bytes word) {
    return word.isWord("ex") || word.isWord("px") || word.isWord("exat") || word.isWord("pxat");
  }

  /** The option at that place and the number behind it. */
  static Lifetime ofOption(Call call, int at) {
    Bytes option = call.word(at);
    boolean millis = option.isWord("px") || option.isWord("pxat");
    boolean absolute = option.length() == 4;
    return new Lifetime(millis ? Unit.MILLIS : Unit.SECONDS, absolute, call.word(at + 1));
  }

  /** When it is over, in milliseconds since the epoch. */
  long expireAtMillis(Call call, String command) {
    long units = Call.integer(amount);
    try {
      if (units <= 0) {
        throw new ArithmeticException();
      }
      long millis = unit == Unit.MILLIS ? units : Math.multiplyExact(units, 1_000L);
      return absolute ? millis : Math.addExact(millis, call.nowMillis());
    } catch (ArithmeticException e) {
      throw new CommandError("ERR invalid expire time in '" + command + "' command");
    }
  }
}
