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
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading a string, also while it is replaced, removed or given another time to live. */
final class GetCommands {

  private GetCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("get", 2)
            .is(READONLY, FAST)
            .in(STRING)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .does(GetCommands::get),
        command("mget", -2)
            .is(READONLY, FAST)
            .in(STRING)
            .keys(KeySpec.range(1, -1, 1, "RO", "ACCESS"))
            .tips("request_policy:multi_shard")
            .does(GetCommands::mget),
        command("getset", 3)
            .is(WRITE, DENYOOM, FAST)
            .in(STRING)
            .keys(KeySpec.one(1, "RW", "ACCESS", "UPDATE"))
            .does(GetCommands::getset),
        command("getdel", 2)
            .is(WRITE, FAST)
            .in(STRING)
            .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"))
            .does(GetCommands::getdel),
        command("getex", -2)
            .is(WRITE, FAST)
            .in(STRING)
            .keys(
                KeySpec.one(1, "RW", "ACCESS", "UPDATE")
                    .noted("RW and UPDATE because it changes the TTL"))
            .does(GetCommands::getex),
        command("strlen", 2)
            .is(READONLY, FAST)
            .in(STRING)
            .keys(KeySpec.one(1, "RO"))
            .does(GetCommands::strlen));
  }

  private static void get(Call call) {
    reply(call, call.read(call.word(1), StringValue.class));
  }

  private static void reply(Call call, @Nullable StringValue value) {
    if (value == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(value.bytes());
    }
  }

  private static void mget(Call call) {
    call.reply().array(call.size() - 1);
    for (int i = 1; i < call.size(); i++) {
      Entry entry = call.entry(call.word(i));
      reply(call, entry != null && entry.value() instanceof StringValue string ? string : null);
    }
  }

  private static void getset(Call call) {
    Bytes key = call.word(1);
    StringValue before = call.read(key, StringValue.class);
    call.put(key, StringValue.of(call.word(2)));
    call.event(KeyEventKind.STRING, "set", key);
    call.effect(Bytes.of("SET"), key, call.word(2));
    reply(call, before);
  }

  private static void getdel(Call call) {
    Bytes key = call.word(1);
    StringValue before = call.read(key, StringValue.class);
    if (before != null) {
      call.remove(key);
      call.event(KeyEventKind.GENERIC, "del", key);
      call.effect(Bytes.of("DEL"), key);
    }
    reply(call, before);
  }

  private static void getex(Call call) {
    Bytes key = call.word(1);
    boolean persist = false;
    Lifetime lifetime = null;
    for (int i = 2; i < call.size(); i++) {
      if (call.isWord(i, "persist") && lifetime == null) {
        persist = true;
      } else if (Lifetime.isOption(call.word(i))
          && call.has(i + 1)
          && !persist
          && (lifetime == null || lifetime.isOf(call.word(i)))) {
        lifetime = Lifetime.ofOption(call, i++);
      } else {
        throw CommandError.syntax();
      }
    }
    StringValue value = call.read(key, StringValue.class);
    if (value == null) {
      call.reply().nil();
      return;
    }
    long expireAt = lifetime == null ? Entry.NEVER : lifetime.expireAtMillis(call, "getex");
    call.reply().bulk(value.bytes());
    if (lifetime != null) {
      expireNowOrThen(call, key, expireAt);
    } else if (persist && call.persist(key)) {
      call.event(KeyEventKind.GENERIC, "persist", key);
      call.effect(Bytes.of("PERSIST"), key);
    }
  }

  private static void expireNowOrThen(Call call, Bytes key, long expireAt) {
    if (expireAt <= call.nowMillis()) {
      call.remove(key);
      call.event(KeyEventKind.GENERIC, "del", key);
      call.effect(Bytes.of("DEL"), key);
      return;
    }
    call.expireAt(key, expireAt);
    call.event(KeyEventKind.GENERIC, "expire", key);
    call.effect(Bytes.of("PEXPIREAT"), key, Bytes.of(expireAt));
  }

  private static void strlen(Call call) {
    StringValue value = call.read(call.word(1), StringValue.class);
    call.reply().integer(value == null ? 0 : value.bytes().length());
  }
}
