package io.holdfast.server.engine;

/**
 * What HRANDFIELD and ZRANDMEMBER ask for: something by chance.
 *
 * @param isSingle whether it is one thing that is asked for, not an array of some
 * @param count how many things; where negative, of some that may come twice
 * @param withValues whether what belongs to them is asked for, too
 */
public record DrawRequest(boolean isSingle, long count, boolean withValues) {

  /**
   * Reads it from a request.
   *
   * @param option the word that asks for what belongs to the things
   */
  public static DrawRequest parse(Call call, String option) {
    if (call.size() == 2) {
      return new DrawRequest(true, 1, false);
    }
    long count = count(call, 2);
    boolean withValues = call.size() == 4 && call.isWord(3, option);
    if (call.size() > 3 && !withValues) {
      throw CommandError.syntax();
    }
    if (withValues && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) {
      throw new CommandError("ERR value is out of range");
    }
    return new DrawRequest(false, count, withValues);
  }

  /** The word as such a count; it must have an opposite. */
  public static long count(Call call, int at) {
    long count = call.integer(at);
    if (count == Long.MIN_VALUE) {
      throw new CommandError(
          "ERR value is out of range, value must between %d and %d"
              .formatted(-Long.MAX_VALUE, Long.MAX_VALUE));
    }
    return count;
  }
}
