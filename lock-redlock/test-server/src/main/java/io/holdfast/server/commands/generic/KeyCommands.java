package io.holdfast.server.commands.generic;

import static io.holdfast.server.engine.Category.CONNECTION;
import static io.holdfast.server.engine.Category.KEYSPACE;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.keyspace.Entry;
import java.time.Duration;
import java.util.List;

/** Whether keys are there, and removing, renaming, copying and moving them. */
final class KeyCommands {

  private KeyCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("del", -2)
            .is(WRITE)
            .in(KEYSPACE)
            .keys(KeySpec.range(1, -1, 1, "RM", "DELETE"))
            .tips("request_policy:multi_shard", "response_policy:agg_sum")
            .does(KeyCommands::del),
        command("unlink", -2)
            .is(WRITE, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.range(1, -1, 1, "RM", "DELETE"))
            .tips("request_policy:multi_shard", "response_policy:agg_sum")
            .does(KeyCommands::del),
        command("exists", -2)
            .is(READONLY, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.range(1, -1, 1, "RO"))
            .tips("request_policy:multi_shard", "response_policy:agg_sum")
            .does(KeyCommands::exists),
        command("touch", -2)
            .is(READONLY, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.range(1, -1, 1, "RO"))
            .tips("request_policy:multi_shard", "response_policy:agg_sum")
            .does(KeyCommands::exists),
        command("type", 2)
            .is(READONLY, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.one(1, "RO"))
            .does(KeyCommands::type),
        command("rename", 3)
            .is(WRITE)
            .in(KEYSPACE)
            .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"), KeySpec.one(2, "OW", "UPDATE"))
            .does(KeyCommands::rename),
        command("renamenx", 3)
            .is(WRITE, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"), KeySpec.one(2, "OW", "INSERT"))
            .does(KeyCommands::renamenx),
        command("copy", -3)
            .is(WRITE, DENYOOM)
            .in(KEYSPACE)
            .keys(KeySpec.one(1, "RO", "ACCESS"), KeySpec.one(2, "OW", "UPDATE"))
            .does(KeyCommands::copy),
        command("move", 3)
            .is(WRITE, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.one(1, "RW", "ACCESS", "UPDATE"))
            .does(KeyCommands::move),
        command("wait", 3)
            .is(NOSCRIPT)
            .in(CONNECTION)
            .tips("request_policy:all_shards", "response_policy:agg_min")
            .does(KeyCommands::await));
  }

  private static void del(Call call) {
    long removed = 0;
    for (int i = 1; i < call.size(); i++) {
      if (call.remove(call.word(i))) {
        call.event(KeyEventKind.GENERIC, "del", call.word(i));
        removed++;
      }
    }
    call.reply().integer(removed);
  }

  private static void exists(Call call) {
    long there = 0;
    for (int i = 1; i < call.size(); i++) {
      there += call.entry(call.word(i)) == null ? 0 : 1;
    }
    call.reply().integer(there);
  }

  private static void type(Call call) {
    Entry entry = call.entry(call.word(1));
    call.reply().status(entry == null ? "none" : entry.value().typeName());
  }

  private static void rename(Call call) {
    Entry from = required(call);
    if (!call.word(1).equals(call.word(2))) {
      call.remove(call.word(2));
      rename(call, from);
    }
    call.reply().ok();
  }

  private static void renamenx(Call call) {
    Entry from = required(call);
    boolean free = call.entry(call.word(2)) == null;
    if (free) {
      rename(call, from);
    }
    call.reply().integer(free ? 1 : 0);
  }

  private static Entry required(Call call) {
    Entry entry = call.entry(call.word(1));
    if (entry == null) {
      throw CommandError.noSuchKey();
    }
    return entry;
  }

  private static void rename(Call call, Entry from) {
    Bytes target = call.word(2);
    long expireAt = from.expireAtMillis();
    call.remove(from.key());
    call.put(target, from.value());
    if (expireAt != Entry.NEVER) {
      call.expireAt(target, expireAt);
    }
    call.event(KeyEventKind.GENERIC, "rename_from", from.key());
    call.event(KeyEventKind.GENERIC, "rename_to", target);
  }

  private static void copy(Call call) {
    boolean replace = false;
    Database target = call.database();
    for (int i = 3; i < call.size(); i++) {
      if (call.isWord(i, "replace")) {
        replace = true;
      } else if (call.isWord(i, "db") && call.has(i + 1)) {
        target = database(call, ++i);
      } else {
        throw CommandError.syntax();
      }
    }
    if (target == call.database() && call.word(1).equals(call.word(2))) {
      throw new CommandError("ERR source and destination objects are the same");
    }
    Entry from = call.entry(call.word(1));
    if (from == null || (target.contains(call.word(2)) && !replace)) {
      call.reply().integer(0);
      return;
    }
    place(call, from, target, call.word(2));
    call.eventIn(target, KeyEventKind.GENERIC, "copy_to", call.word(2));
    call.reply().integer(1);
  }

  private static void move(Call call) {
    Database target = database(call, 2);
    if (target == call.database()) {
      throw new CommandError("ERR source and destination objects are the same");
    }
    Entry from = call.entry(call.word(1));
    if (from == null || target.contains(call.word(1))) {
      call.reply().integer(0);
      return;
    }
    place(call, from, target, call.word(1));
    call.remove(call.word(1));
    call.event(KeyEventKind.GENERIC, "move_from", call.word(1));
    call.eventIn(target, KeyEventKind.GENERIC, "move_to", call.word(1));
    call.reply().integer(1);
  }

  private static void place(Call call, Entry from, Database target, Bytes key) {
    Entry placed = target.put(key, from.value().copy(), false);
    if (from.isVolatile()) {
      target.expireAt(placed, from.expireAtMillis());
    }
    call.changed(1);
  }

  /** No replica ever answers, so whoever wants some waits for nothing. */
  private static void await(Call call) {
    Duration timeout = call.timeoutMillis(2);
    long replicas = call.integer(1);
    if (replicas <= 0 || !call.mayBlock()) {
      call.reply().integer(0);
    } else {
      call.block(List.of(), timeout, () -> call.reply().integer(0));
    }
  }

  private static Database database(Call call, int at) {
    long index;
    try {
      index = call.integer(at);
    } catch (CommandError e) {
      throw CommandError.notAnInteger();
    }
    if (index < 0 || index >= call.engine().keyspace().count()) {
      throw new CommandError("ERR DB index is out of range");
    }
    return call.engine().keyspace().database((int) index);
  }
}
