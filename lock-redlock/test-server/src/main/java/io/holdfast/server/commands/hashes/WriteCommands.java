package io.holdfast.server.commands.hashes;

import static io.holdfast.server.engine.Category.HASH;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.HashValue;
import java.util.List;

/** Setting and removing fields. */
final class WriteCommands {

  private WriteCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("hset", -4)
            .is(WRITE, DENYOOM, FAST)
            .in(HASH)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(call -> call.reply().integer(set(call))),
        command("hmset", -4)
            .is(WRITE, DENYOOM, FAST)
            .in(HASH)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(WriteCommands::hmset),
        command("hsetnx", 4)
            .is(WRITE, DENYOOM, FAST)
            .in(HASH)
            .keys(KeySpec.one(1, "RW", "INSERT"))
            .does(WriteCommands::hsetnx),
        command("hdel", -3)
            .is(WRITE, FAST)
            .in(HASH)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .does(WriteCommands::hdel));
  }

  private static void hmset(Call call) {
    set(call);
    call.reply().ok();
  }

  /** Sets all fields of the request; returns how many are new. */
  private static int set(Call call) {
    if (call.size() % 2 != 0) {
      throw CommandError.arity(call.spec().name());
    }
    Bytes key = call.word(1);
    HashValue known = call.write(key, HashValue.class);
    HashValue hash = known == null ? new HashValue(call.encodingLimits()) : known;
    int added = 0;
    for (int i = 2; i < call.size(); i += 2) {
      added += hash.put(call.word(i), call.word(i + 1)) ? 1 : 0;
    }
    if (known == null) {
      call.put(key, hash);
    } else {
      call.changed(key);
    }
    call.changed((call.size() - 2) / 2 - 1L);
    call.event(KeyEventKind.HASH, "hset", key);
    return added;
  }

  private static void hsetnx(Call call) {
    HashValue known = call.write(call.word(1), HashValue.class);
    if (known != null && known.find(call.word(2)) != null) {
      call.reply().integer(0);
    } else {
      call.reply().integer(set(call));
    }
  }

  private static void hdel(Call call) {
    Bytes key = call.word(1);
    HashValue hash = call.write(key, HashValue.class);
    int removed = 0;
    if (hash != null) {
      for (int i = 2; i < call.size(); i++) {
        removed += hash.remove(call.word(i)) ? 1 : 0;
      }
      if (removed > 0) {
        call.shrunk(KeyEventKind.HASH, "hdel", key, removed, hash.isEmpty());
      }
    }
    call.reply().integer(removed);
  }
}
