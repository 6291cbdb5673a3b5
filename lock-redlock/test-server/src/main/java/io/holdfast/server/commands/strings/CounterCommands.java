package io.holdfast.server.commands.strings;

import static io.holdfast.server.engine.Category.STRING;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StringValue;
import java.util.List;

/** Strings that are numbers. */
final class CounterCommands {

  private CounterCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        counter("incr", 2, call -> add(call, 1)),
        counter("decr", 2, call -> add(call, -1)),
        counter("incrby", 3, call -> add(call, call.integer(2))),
        counter("decrby", 3, CounterCommands::decrby),
        counter("incrbyfloat", 3, CounterCommands::incrbyfloat));
  }

  private static CommandSpec counter(String name, int arity, Handler handler) {
    return command(name, arity)
        .is(WRITE, DENYOOM, FAST)
        .in(STRING)
        .keys(KeySpec.one(1, "RW", "ACCESS", "UPDATE"))
        .does(handler);
  }

  private static void decrby(Call call) {
    long amount = call.integer(2);
    if (amount == Long.MIN_VALUE) {
      throw new CommandError("ERR decrement would overflow");
    }
    add(call, -amount);
  }

  private static void add(Call call, long amount) {
    Bytes key = call.word(1);
    StringValue before = call.write(key, StringValue.class);
    long number = before == null ? 0 : Call.integer(before.bytes());
    long sum = number + amount;
    if (((number ^ sum) & (amount ^ sum)) < 0) {
      throw new CommandError("ERR increment or decrement would overflow");
    }
    call.putKeepingExpiry(key, StringValue.of(Bytes.of(sum)));
    call.event(KeyEventKind.STRING, "incrby", key);
    call.reply().integer(sum);
  }

  private static void incrbyfloat(Call call) {
    Bytes key = call.word(1);
    StringValue before = call.write(key, StringValue.class);
    Bytes sum =
        Numbers.sumOfReals(before == null ? Bytes.of(0) : before.bytes(), call.word(2))
            .orElseThrow(CommandError::notAFloat);
    if (sum.isEmpty()) {
      throw new CommandError("ERR increment would produce NaN or Infinity");
    }
    call.putKeepingExpiry(key, new StringValue(sum, StringValue.Origin.PRINTED));
    call.event(KeyEventKind.STRING, "incrbyfloat", key);
    call.effect(Bytes.of("SET"), key, sum, Bytes.of("KEEPTTL"));
    call.reply().bulk(sum);
  }
}
