package io.holdfast.server.commands.hashes;

import static io.holdfast.server.engine.Category.HASH;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.HashField;
import io.holdfast.server.values.HashValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looking at fields. */
final class ReadCommands {

  private ReadCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        one("hget", 3, KeySpec.one(1, "RO", "ACCESS"), ReadCommands::hget),
        one("hmget", -3, KeySpec.one(1, "RO", "ACCESS"), ReadCommands::hmget),
        one("hlen", 2, KeySpec.one(1, "RO"), ReadCommands::hlen),
        one("hexists", 3, KeySpec.one(1, "RO"), ReadCommands::hexists),
        one("hstrlen", 3, KeySpec.one(1, "RO"), ReadCommands::hstrlen),
        all("hgetall", ReadCommands::hgetall),
        all("hkeys", call -> each(call, field -> call.reply().bulk(field.key()))),
        all("hvals", call -> each(call, field -> call.reply().bulk(field.value()))));
  }

  private static CommandSpec one(String name, int arity, KeySpec key, Handler handler) {
    return command(name, arity).is(READONLY, FAST).in(HASH).keys(key).does(handler);
  }

  private static CommandSpec all(String name, Handler handler) {
    return command(name, 2)
        .is(READONLY)
        .in(HASH)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .tips("nondeterministic_output_order")
        .does(handler);
  }

  private static @Nullable HashValue hash(Call call) {
    return call.read(call.word(1), HashValue.class);
  }

  private static @Nullable Bytes value(@Nullable HashValue hash, Bytes field) {
    return hash == null ? null : hash.get(field);
  }

  private static void reply(Call call, @Nullable Bytes value) {
    if (value == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(value);
    }
  }

  private static void hget(Call call) {
    reply(call, value(hash(call), call.word(2)));
  }

  private static void hmget(Call call) {
    HashValue hash = hash(call);
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      reply(call, value(hash, call.word(i)));
    }
  }

  private static void hlen(Call call) {
    HashValue hash = hash(call);
    call.reply().integer(hash == null ? 0 : hash.size());
  }

  private static void hexists(Call call) {
    call.reply().integer(value(hash(call), call.word(2)) == null ? 0 : 1);
  }

  private static void hstrlen(Call call) {
    Bytes value = value(hash(call), call.word(2));
    call.reply().integer(value == null ? 0 : value.length());
  }

  private static void hgetall(Call call) {
    HashValue hash = hash(call);
    call.reply().map(hash == null ? 0 : hash.size());
    forEach(
        hash,
        field -> {
          call.reply().bulk(field.key());
          call.reply().bulk(field.value());
        });
  }

  private static void each(Call call, Consumer<HashField> writer) {
    HashValue hash = hash(call);
    call.reply().array(hash == null ? 0 : hash.size());
    forEach(hash, writer);
  }

  private static void forEach(@Nullable HashValue hash, Consumer<HashField> visitor) {
    for (HashField at = hash == null ? null : hash.first(); at != null; at = at.next()) {
      visitor.accept(at);
    }
  }
}
