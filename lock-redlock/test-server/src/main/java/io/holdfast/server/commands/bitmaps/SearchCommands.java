package io.holdfast.server.commands.bitmaps;

import static io.holdfast.server.engine.Category.BITMAP;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StringValue;
import java.util.List;

/** Counting and finding bits in a part of a string: BITCOUNT and BITPOS. */
final class SearchCommands {

  private SearchCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        search("bitcount", -2, SearchCommands::bitcount),
        search("bitpos", -3, SearchCommands::bitpos));
  }

  private static CommandSpec search(String name, int arity, Handler handler) {
    return command(name, arity)
        .is(READONLY)
        .in(BITMAP)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static void bitcount(Call call) {
    StringValue value = call.read(call.word(1), StringValue.class);
    if (value == null) {
      call.reply().integer(0);
      return;
    }
    byte[] bytes = Bits.of(value);
    if (call.size() == 3 || call.size() > 5) {
      throw CommandError.syntax();
    }
    if (call.size() == 2) {
      call.reply().integer(BitRange.all(bytes).count(bytes));
    } else if (BitRange.isBackwards(call.integer(2), call.integer(3))) {
      call.reply().integer(0); // Whatever the unit is, even if it is none.
    } else {
      call.reply().integer(BitRange.parse(call, 2, true, bytes).count(bytes));
    }
  }

  private static void bitpos(Call call) {
    long bit = call.integer(2);
    if (bit != 0 && bit != 1) {
      throw new CommandError("ERR The bit argument must be 1 or 0.");
    }
    StringValue value = call.read(call.word(1), StringValue.class);
    if (value == null) {
      call.reply().integer(bit == 1 ? -1 : 0);
      return;
    }
    byte[] bytes = Bits.of(value);
    boolean endGiven = call.size() > 4;
    if (call.size() > 6) {
      throw CommandError.syntax();
    }
    BitRange range =
        call.size() == 3 ? BitRange.all(bytes) : BitRange.parse(call, 3, endGiven, bytes);
    long found = range.find(bytes, (int) bit);
    // A string without an end that was asked for goes on with zeros.
    boolean foundBehind = found < 0 && bit == 0 && !endGiven && !range.isEmpty();
    call.reply().integer(foundBehind ? (long) bytes.length * Bits.BYTE : found);
  }
}
