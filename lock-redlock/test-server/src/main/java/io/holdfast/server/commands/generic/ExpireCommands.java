package io.holdfast.server.commands.generic;

import static io.holdfast.server.engine.Category.KEYSPACE;
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
import io.holdfast.server.keyspace.Entry;
import java.util.List;

/** Times to live. */
final class ExpireCommands {

  private static final long NO_KEY = -2;
  private static final long NO_EXPIRY = -1;

  private ExpireCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        setting("expire", call -> expire(call, 1_000, false)),
        setting("pexpire", call -> expire(call, 1, false)),
        setting("expireat", call -> expire(call, 1_000, true)),
        setting("pexpireat", call -> expire(call, 1, true)),
        command("persist", 2)
            .is(WRITE, FAST)
            .in(KEYSPACE)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(ExpireCommands::persist),
        asking("ttl").tips("nondeterministic_output").does(call -> left(call, true)),
        asking("pttl").tips("nondeterministic_output").does(call -> left(call, false)),
        asking("expiretime").does(call -> time(call, true)),
        asking("pexpiretime").does(call -> time(call, false)));
  }

  private static CommandSpec setting(String name, Handler handler) {
    return command(name, -3)
        .is(WRITE, FAST)
        .in(KEYSPACE)
        .keys(KeySpec.one(1, "RW", "UPDATE"))
        .does(handler);
  }

  private static CommandSpec.Builder asking(String name) {
    return command(name, 2).is(READONLY, FAST).in(KEYSPACE).keys(KeySpec.one(1, "RO", "ACCESS"));
  }

  private static void expire(Call call, long unitMillis, boolean absolute) {
    Bytes key = call.word(1);
    ExpireCondition condition = ExpireCondition.of(call);
    long at = deadline(call, unitMillis, absolute);
    Entry entry = call.entry(key);
    if (entry == null || !condition.allows(entry, at)) {
      call.reply().integer(0);
      return;
    }
    if (at <= call.nowMillis()) {
      call.remove(key);
      call.effect(Bytes.of("DEL"), key);
      call.event(KeyEventKind.GENERIC, "del", key);
    } else {
      call.expireAt(key, at);
      call.effect(Bytes.of("PEXPIREAT"), key, Bytes.of(at));
      call.event(KeyEventKind.GENERIC, "expire", key);
    }
    call.reply().integer(1);
  }

  private static long deadline(Call call, long unitMillis, boolean absolute) {
    long amount = call.integer(2);
    try {
      long millis = Math.multiplyExact(amount, unitMillis);
      return absolute ? millis : Math.addExact(millis, call.nowMillis());
    } catch (ArithmeticException e) {
      throw new CommandError("ERR invalid expire time in '" + call.spec().name() + "' command");
    }
  }

  private static void persist(Call call) {
    boolean would = call.persist(call.word(1));
    if (would) {
      call.event(KeyEventKind.GENERIC, "persist", call.word(1));
    }
    call.reply().integer(would ? 1 : 0);
  }

  private static void left(Call call, boolean seconds) {
    Entry entry = call.entry(call.word(1));
    if (entry == null || !entry.isVolatile()) {
      call.reply().integer(entry == null ? NO_KEY : NO_EXPIRY);
      return;
    }
    long millis = Math.max(0, entry.expireAtMillis() - call.nowMillis());
    call.reply().integer(seconds ? Long.divideUnsigned(millis + 500, 1_000) : millis);
  }

  private static void time(Call call, boolean seconds) {
    Entry entry = call.entry(call.word(1));
    if (entry == null || !entry.isVolatile()) {
      call.reply().integer(entry == null ? NO_KEY : NO_EXPIRY);
      return;
    }
    long millis = entry.expireAtMillis();
    call.reply().integer(seconds ? Long.divideUnsigned(millis + 500, 1_000) : millis);
  }
}
