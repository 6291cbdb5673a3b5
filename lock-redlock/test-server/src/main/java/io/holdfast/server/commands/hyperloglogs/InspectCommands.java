package io.holdfast.server.commands.hyperloglogs;

import static io.holdfast.server.engine.Category.HYPERLOGLOG;
import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.CorruptRegistersException;
import io.holdfast.server.values.HyperLogLog;
import java.util.List;
import java.util.Locale;

/** Looking inside: PFDEBUG and PFSELFTEST. */
final class InspectCommands {

  private InspectCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("pfdebug", 3)
            .is(WRITE, DENYOOM, ADMIN)
            .in(HYPERLOGLOG)
            .keys(KeySpec.one(2, "RW", "ACCESS"))
            .does(call -> Estimates.orCorrupt(() -> pfdebug(call))),
        // Redis tests its own arithmetic here; ours is tested against it.
        command("pfselftest", 1).is(ADMIN).in(HYPERLOGLOG).does(call -> call.reply().ok()));
  }

  private static void pfdebug(Call call) throws CorruptRegistersException {
    HyperLogLog value = Estimates.write(call, call.word(2));
    if (value == null) {
      throw new CommandError("ERR The specified key does not exist");
    }
    Estimates.keepEdited(call, call.word(2));
    switch (call.word(1).latin().toLowerCase(Locale.ROOT)) {
      case "getreg" -> getreg(call, value);
      case "decode" -> decode(call, value);
      case "encoding" -> call.reply().status(value.isDense() ? "dense" : "sparse");
      case "todense" -> call.reply().integer(makeDense(call, value) ? 1 : 0);
      default ->
          throw new CommandError(
              "ERR Unknown PFDEBUG subcommand '%s'".formatted(call.word(1).latin()));
    }
  }

  private static boolean makeDense(Call call, HyperLogLog value) throws CorruptRegistersException {
    if (value.isDense()) {
      return false;
    }
    value.toDense();
    Estimates.store(call, call.word(2), value);
    return true;
  }

  private static void getreg(Call call, HyperLogLog value) throws CorruptRegistersException {
    makeDense(call, value);
    byte[] numbers = HyperLogLog.noNumbers();
    value.raiseAll(numbers);
    call.reply().array(numbers.length);
    for (byte number : numbers) {
      call.reply().integer(number);
    }
  }

  private static void decode(Call call, HyperLogLog value) {
    String text = value.sparseText();
    if (text == null) {
      throw new CommandError("ERR HLL encoding is not sparse");
    }
    call.reply().bulk(Bytes.of(text));
  }
}
