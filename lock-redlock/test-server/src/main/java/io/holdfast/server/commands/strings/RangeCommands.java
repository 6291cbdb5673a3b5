package io.holdfast.server.commands.strings;

import static io.holdfast.server.engine.Category.STRING;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StringValue;
import java.util.Arrays;
import java.util.List;

/** Parts of strings. */
final class RangeCommands {

  private RangeCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("append", 3)
            .is(WRITE, DENYOOM, FAST)
            .in(STRING)
            .keys(KeySpec.one(1, "RW", "INSERT"))
            .does(RangeCommands::append),
        command("setrange", 4)
            .is(WRITE, DENYOOM)
            .in(STRING)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(RangeCommands::setrange),
        range("getrange", RangeCommands::getrange),
        range("substr", RangeCommands::getrange));
  }

  private static CommandSpec range(String name, Handler handler) {
    return command(name, 4)
        .is(READONLY)
        .in(STRING)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static void append(Call call) {
    Bytes key = call.word(1);
    StringValue before = call.write(key, StringValue.class);
    if (before == null) {
      call.put(key, StringValue.of(call.word(2)));
    } else {
      Bytes head = before.bytes();
      requireLength(call, head.length(), call.word(2).length());
      byte[] whole = Arrays.copyOf(head.array(), head.length() + call.word(2).length());
      System.arraycopy(call.word(2).array(), 0, whole, head.length(), call.word(2).length());
      call.putKeepingExpiry(key, new StringValue(Bytes.wrap(whole), StringValue.Origin.EDITED));
    }
    call.event(KeyEventKind.STRING, "append", key);
    call.reply().integer((before == null ? 0L : before.bytes().length()) + call.word(2).length());
  }

  private static void setrange(Call call) {
    Bytes key = call.word(1);
    Bytes part = call.word(3);
    long offset = call.integer(2);
    if (offset < 0) {
      throw new CommandError("ERR offset is out of range");
    }
    StringValue before = call.write(key, StringValue.class);
    int length = before == null ? 0 : before.bytes().length();
    if (part.isEmpty()) {
      call.reply().integer(length);
      return;
    }
    requireLength(call, offset, part.length());
    byte[] whole = new byte[Math.max(length, (int) offset + part.length())];
    if (before != null) {
      System.arraycopy(before.bytes().array(), 0, whole, 0, length);
    }
    System.arraycopy(part.array(), 0, whole, (int) offset, part.length());
    call.putKeepingExpiry(key, new StringValue(Bytes.wrap(whole), StringValue.Origin.EDITED));
    call.event(KeyEventKind.STRING, "setrange", key);
    call.reply().integer(whole.length);
  }

  private static void requireLength(Call call, long length, long more) {
    if (length > Long.MAX_VALUE - more
        || length + more > call.engine().config().protoMaxBulkLength.get()) {
      throw new CommandError("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    }
  }

  private static void getrange(Call call) {
    long start = call.integer(2);
    long end = call.integer(3);
    StringValue value = call.read(call.word(1), StringValue.class);
    int length = value == null ? 0 : value.bytes().length();
    if (value == null || (start < 0 && end < 0 && start > end)) {
      call.reply().bulk(Bytes.EMPTY);
      return;
    }
    long from = Math.max(0, start < 0 ? start + length : start);
    long to = Math.min(length - 1L, Math.max(0, end < 0 ? end + length : end));
    call.reply()
        .bulk(
            from > to || length == 0 ? Bytes.EMPTY : value.bytes().slice((int) from, (int) to + 1));
  }
}
