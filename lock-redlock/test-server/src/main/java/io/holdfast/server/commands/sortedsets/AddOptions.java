package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/**
 * What stands between the key and the first score of ZADD; ZINCRBY takes the same.
 *
 * @param nx only new members
 * @param xx only members that are there
 * @param gt only to higher scores
 * @param lt only to lower scores
 * @param ch changed members count as well as new ones
 * @param increments the score is added to the one that is there
 * @param firstScore the place of the first score
 */
record AddOptions(
    boolean nx,
    boolean xx,
    boolean gt,
    boolean lt,
    boolean ch,
    boolean increments,
    int firstScore) {

  static AddOptions parse(Call call, boolean increments) {
    AddOptions options = new AddOptions(false, false, false, false, false, increments, 2);
    while (call.has(options.firstScore)) {
      AddOptions more = options.with(call);
      if (more.firstScore == options.firstScore) {
        break;
      }
      options = more;
    }
    options.check(call.size() - options.firstScore);
    return options;
  }

  private AddOptions with(Call call) {
    int at = firstScore;
    boolean isNx = call.isWord(at, "nx");
    boolean isXx = call.isWord(at, "xx");
    boolean isGt = call.isWord(at, "gt");
    boolean isLt = call.isWord(at, "lt");
    boolean isCh = call.isWord(at, "ch");
    boolean isIncr = call.isWord(at, "incr");
    return isNx || isXx || isGt || isLt || isCh || isIncr
        ? new AddOptions(
            nx || isNx,
            xx || isXx,
            gt || isGt,
            lt || isLt,
            ch || isCh,
            increments || isIncr,
            at + 1)
        : this;
  }

  private void check(int left) {
    if (left == 0 || left % 2 != 0) {
      throw CommandError.syntax();
    }
    if (nx && xx) {
      throw new CommandError("ERR XX and NX options at the same time are not compatible");
    }
    if ((gt && nx) || (lt && nx) || (gt && lt)) {
      throw new CommandError("ERR GT, LT, and/or NX options at the same time are not compatible");
    }
    if (increments && left > 2) {
      throw new CommandError("ERR INCR option supports a single increment-element pair");
    }
  }

  /** All scores, before anything is looked up. */
  double[] scores(Call call) {
    double[] scores = new double[(call.size() - firstScore) / 2];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = call.real(firstScore + 2 * i);
    }
    return scores;
  }

  /** Whether a score must not become that other one. */
  boolean refuses(double before, double after) {
    return (lt && after >= before) || (gt && after <= before);
  }
}
