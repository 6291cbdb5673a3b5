package io.holdfast.server.commands.lists;

import static io.holdfast.server.engine.Category.LIST;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ListValue.End;
import java.util.List;

/** Adding elements at either end. */
final class PushCommands {

  private PushCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        push("lpush", End.LEFT, true),
        push("rpush", End.RIGHT, true),
        push("lpushx", End.LEFT, false),
        push("rpushx", End.RIGHT, false));
  }

  private static CommandSpec push(String name, End end, boolean creates) {
    return command(name, -3)
        .is(WRITE, DENYOOM, FAST)
        .in(LIST)
        .keys(KeySpec.one(1, "RW", "INSERT"))
        .does(call -> push(call, end, creates));
  }

  private static void push(Call call, End end, boolean creates) {
    Bytes key = call.word(1);
    ListValue known = call.write(key, ListValue.class);
    if (known == null && !creates) {
      call.reply().integer(0);
      return;
    }
    ListValue list = known == null ? new ListValue() : known;
    for (int i = 2; i < call.size(); i++) {
      list.push(end, call.word(i));
    }
    if (known == null) {
      call.put(key, list);
    } else {
      call.changed(key);
    }
    call.changed(call.size() - 3L);
    call.event(KeyEventKind.LIST, end == End.LEFT ? "lpush" : "rpush", key);
    call.reply().integer(list.size());
  }
}
