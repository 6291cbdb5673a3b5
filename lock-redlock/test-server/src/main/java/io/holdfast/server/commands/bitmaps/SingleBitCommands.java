package io.holdfast.server.commands.bitmaps;

import static io.holdfast.server.engine.Category.BITMAP;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StringValue;
import java.util.List;

/** Single bits: SETBIT and GETBIT. */
final class SingleBitCommands {

  private SingleBitCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("setbit", 4)
            .is(WRITE, DENYOOM)
            .in(BITMAP)
            .keys(KeySpec.one(1, "RW", "ACCESS", "UPDATE"))
            .does(SingleBitCommands::setbit),
        command("getbit", 3)
            .is(READONLY, FAST)
            .in(BITMAP)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .does(SingleBitCommands::getbit));
  }

  private static void setbit(Call call) {
    Bytes key = call.word(1);
    long offset = Bits.offset(call, 2, 0);
    long bit = Numbers.parseLong(call.word(3)).orElse(-1);
    if (bit != 0 && bit != 1) {
      throw new CommandError("ERR bit is not an integer or out of range");
    }
    StringValue value = call.write(key, StringValue.class);
    byte[] before = Bits.of(value);
    int old = Bits.get(before, offset);
    if (value == null || offset / Bits.BYTE >= before.length || old != bit) {
      byte[] after = Bits.reaching(before, offset);
      Bits.set(after, offset, (int) bit);
      call.putKeepingExpiry(key, new StringValue(Bytes.wrap(after), StringValue.Origin.EDITED));
      call.event(KeyEventKind.STRING, "setbit", key);
    } else {
      call.keepAs(key, value.edited()); // Redis makes room to edit before it looks at the bit.
    }
    call.reply().integer(old);
  }

  private static void getbit(Call call) {
    long offset = Bits.offset(call, 2, 0);
    byte[] bytes = Bits.of(call.read(call.word(1), StringValue.class));
    call.reply().integer(Bits.get(bytes, offset));
  }
}
