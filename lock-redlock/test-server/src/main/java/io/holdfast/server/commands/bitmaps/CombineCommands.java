package io.holdfast.server.commands.bitmaps;

import static io.holdfast.server.engine.Category.BITMAP;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Combining strings bit by bit: BITOP. */
final class CombineCommands {

  private static final int FIRST_SOURCE = 3;

  private CombineCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("bitop", -4)
            .is(WRITE, DENYOOM)
            .in(BITMAP)
            .keys(
                KeySpec.one(2, "OW", "UPDATE"), KeySpec.range(FIRST_SOURCE, -1, 1, "RO", "ACCESS"))
            .does(CombineCommands::bitop));
  }

  private enum Operation {
    AND,
    OR,
    XOR,
    NOT;

    static Operation parse(Call call) {
      for (Operation operation : values()) {
        if (call.isWord(1, operation.name().toLowerCase(java.util.Locale.ROOT))) {
          return operation;
        }
      }
      throw CommandError.syntax();
    }

    int of(int one, int other) {
      return switch (this) {
        case AND -> one & other;
        case OR -> one | other;
        case XOR -> one ^ other;
        case NOT -> ~one;
      };
    }
  }

  private static void bitop(Call call) {
    Operation operation = Operation.parse(call);
    if (operation == Operation.NOT && call.size() != FIRST_SOURCE + 1) {
      throw new CommandError("ERR BITOP NOT must be called with a single source key.");
    }
    List<byte[]> sources = new ArrayList<>();
    for (int i = FIRST_SOURCE; i < call.size(); i++) {
      sources.add(Bits.of(call.read(call.word(i), StringValue.class)));
    }
    Bytes target = call.word(2);
    byte[] combined = combined(operation, sources);
    if (combined.length > 0) {
      call.put(target, new StringValue(Bytes.wrap(combined), StringValue.Origin.EDITED));
      call.event(KeyEventKind.STRING, "set", target);
    } else if (call.remove(target)) {
      call.event(KeyEventKind.GENERIC, "del", target);
    }
    call.reply().integer(combined.length);
  }

  private static byte[] combined(Operation operation, List<byte[]> sources) {
    int longest = 0;
    for (byte[] source : sources) {
      longest = Math.max(longest, source.length);
    }
    byte[] combined = Arrays.copyOf(sources.get(0), longest);
    if (operation == Operation.NOT) {
      for (int at = 0; at < longest; at++) {
        combined[at] = (byte) operation.of(combined[at], 0);
      }
    }
    for (byte[] source : sources.subList(1, sources.size())) {
      for (int at = 0; at < longest; at++) {
        combined[at] = (byte) operation.of(combined[at], at < source.length ? source[at] : 0);
      }
    }
    return combined;
  }
}
