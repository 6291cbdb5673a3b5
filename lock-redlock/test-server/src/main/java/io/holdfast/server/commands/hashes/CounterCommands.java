package io.holdfast.server.commands.hashes;

import static io.holdfast.server.engine.Category.HASH;
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
import io.holdfast.server.values.HashValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that are numbers. */
final class CounterCommands {

  private static final Bytes ZERO = Bytes.of(0);

  private CounterCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        counter("hincrby", CounterCommands::hincrby),
        counter("hincrbyfloat", CounterCommands::hincrbyfloat));
  }

  private static CommandSpec counter(String name, Handler handler) {
    return command(name, 4)
        .is(WRITE, DENYOOM, FAST)
        .in(HASH)
        .keys(KeySpec.one(1, "RW", "ACCESS", "UPDATE"))
        .does(handler);
  }

  private static void hincrby(Call call) {
    long amount = call.integer(3);
    HashValue hash = call.write(call.word(1), HashValue.class);
    long number =
        Numbers.parseLong(before(hash, call.word(2)))
            .orElseThrow(() -> new CommandError("ERR hash value is not an integer"));
    long sum = number + amount;
    if (((number ^ sum) & (amount ^ sum)) < 0) {
      throw new CommandError("ERR increment or decrement would overflow");
    }
    store(call, hash, Bytes.of(sum));
    call.reply().integer(sum);
  }

  private static void hincrbyfloat(Call call) {
    double amount = Numbers.parseLongDouble(call.word(3)).orElseThrow(CommandError::notAFloat);
    if (Double.isInfinite(amount)) {
      throw new CommandError("ERR value is NaN or Infinity");
    }
    HashValue hash = call.write(call.word(1), HashValue.class);
    Bytes sum =
        Numbers.sumOfReals(before(hash, call.word(2)), call.word(3))
            .orElseThrow(() -> new CommandError("ERR hash value is not a float"));
    if (sum.isEmpty()) {
      throw new CommandError("ERR increment would produce NaN or Infinity");
    }
    store(call, hash, sum);
    // What other processors would add up to may differ in the last digit.
    call.effect(Bytes.of("HSET"), call.word(1), call.word(2), sum);
    call.reply().bulk(sum);
  }

  private static Bytes before(@Nullable HashValue hash, Bytes field) {
    Bytes value = hash == null ? null : hash.get(field);
    return value == null ? ZERO : value;
  }

  private static void store(Call call, @Nullable HashValue known, Bytes sum) {
    Bytes key = call.word(1);
    if (known == null) {
      HashValue hash = new HashValue(call.encodingLimits());
      hash.put(call.word(2), sum);
      call.put(key, hash);
    } else {
      known.put(call.word(2), sum);
      call.changed(key);
    }
    call.event(KeyEventKind.HASH, call.spec().name(), key);
  }
}
