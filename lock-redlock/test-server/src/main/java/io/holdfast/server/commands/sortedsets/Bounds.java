package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.LexRange;
import io.holdfast.server.values.ScoreRange;

/** Reads the two words that bound a range. */
final class Bounds {

  private Bounds() {}

  /** Scores. */
  static ScoreRange scores(Call call, int minAt, int maxAt) {
    return ScoreRange.parse(call.word(minAt), call.word(maxAt))
        .orElseThrow(() -> new CommandError("ERR min or max is not a float"));
  }

  /** Members in the order of their bytes. */
  static LexRange members(Call call, int minAt, int maxAt) {
    return LexRange.parse(call.word(minAt), call.word(maxAt))
        .orElseThrow(() -> new CommandError("ERR min or max not valid string range item"));
  }
}
