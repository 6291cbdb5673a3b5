package io.holdfast.server.commands.bitmaps;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/** What becomes of a number that its field cannot hold. */
enum Overflow {
  /** Its low bits stay. */
  WRAP,
  /** The nearest number that the field can hold takes its place. */
  SAT,
  /** The field stays as it is, and the answer is nothing. */
  FAIL;

  static Overflow parse(Call call, int index) {
    if (call.isWord(index, "wrap")) {
      return WRAP;
    }
    if (call.isWord(index, "sat")) {
      return SAT;
    }
    if (call.isWord(index, "fail")) {
      return FAIL;
    }
    throw new CommandError("ERR Invalid OVERFLOW type specified");
  }
}
