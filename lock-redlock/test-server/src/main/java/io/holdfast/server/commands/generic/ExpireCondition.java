package io.holdfast.server.commands.generic;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.keyspace.Entry;

/**
 * When EXPIRE and its relatives may change a time to live.
 *
 * @param ifNone only where there is none
 * @param ifSome only where there is one
 * @param ifLater only where the new one is later
 * @param ifEarlier only where the new one is earlier; none is later than any
 */
record ExpireCondition(boolean ifNone, boolean ifSome, boolean ifLater, boolean ifEarlier) {

  static ExpireCondition of(Call call) {
    boolean nx = false;
    boolean xx = false;
    boolean gt = false;
    boolean lt = false;
    for (int i = 3; i < call.size(); i++) {
      if (call.isWord(i, "nx")) {
        nx = true;
      } else if (call.isWord(i, "xx")) {
        xx = true;
      } else if (call.isWord(i, "gt")) {
        gt = true;
      } else if (call.isWord(i, "lt")) {
        lt = true;
      } else {
        throw new CommandError("ERR Unsupported option " + call.word(i).latin());
      }
    }
    if (nx && (xx || gt || lt)) {
      throw new CommandError("ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (gt && lt) {
      throw new CommandError("ERR GT and LT options at the same time are not compatible");
    }
    return new ExpireCondition(nx, xx, gt, lt);
  }

  boolean allows(Entry entry, long at) {
    boolean some = entry.isVolatile();
    long before = entry.expireAtMillis();
    return !(ifNone && some)
        && !(ifSome && !some)
        && !(ifLater && (!some || at <= before))
        && !(ifEarlier && some && at >= before);
  }
}
