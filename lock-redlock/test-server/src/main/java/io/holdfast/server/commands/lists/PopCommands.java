package io.holdfast.server.commands.lists;

import static io.holdfast.server.engine.Category.LIST;
import static io.holdfast.server.engine.CommandFlag.BLOCKING;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.PopRequest;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ListValue.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Taking elements from either end, also waiting for one. */
final class PopCommands {

  private PopCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        pop("lpop", End.LEFT),
        pop("rpop", End.RIGHT),
        blockingPop("blpop", End.LEFT),
        blockingPop("brpop", End.RIGHT),
        command("lmpop", -4)
            .is(WRITE, MOVABLEKEYS)
            .in(LIST)
            .keys(KeySpec.counted(1, "RW", "ACCESS", "DELETE"))
            .does(PopCommands::lmpop),
        command("blmpop", -5)
            .is(WRITE, BLOCKING, MOVABLEKEYS)
            .in(LIST)
            .keys(KeySpec.counted(2, "RW", "ACCESS", "DELETE"))
            .does(PopCommands::blmpop));
  }

  private static CommandSpec pop(String name, End end) {
    return command(name, -2)
        .is(WRITE, FAST)
        .in(LIST)
        .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"))
        .does(call -> pop(call, end));
  }

  private static CommandSpec blockingPop(String name, End end) {
    return command(name, -3)
        .is(WRITE, NOSCRIPT, BLOCKING)
        .in(LIST)
        .keys(KeySpec.range(1, -2, 1, "RW", "ACCESS", "DELETE"))
        .does(call -> blockingPop(call, end));
  }

  private static void pop(Call call, End end) {
    if (call.size() > 3) {
      throw CommandError.arity(call.spec().name());
    }
    boolean counted = call.size() == 3;
    long count = counted ? call.count(2) : 1;
    ListValue list = call.write(call.word(1), ListValue.class);
    if (list == null && counted) {
      call.reply().nilArray();
    } else if (list == null) {
      call.reply().nil();
    } else if (count == 0) {
      call.reply().array(0);
    } else {
      List<Bytes> taken = take(call, call.word(1), list, end, count);
      if (counted) {
        call.reply().array(taken.size());
      }
      taken.forEach(call.reply()::bulk);
    }
  }

  private static List<Bytes> take(Call call, Bytes key, ListValue list, End end, long count) {
    List<Bytes> taken = new ArrayList<>();
    while (!list.isEmpty() && taken.size() < count) {
      taken.add(list.pop(end));
    }
    String event = end == End.LEFT ? "lpop" : "rpop";
    call.shrunk(KeyEventKind.LIST, event, key, taken.size(), list.isEmpty());
    return taken;
  }

  // ---- the first of several keys

  private static Bytes popOf(End end) {
    return Bytes.of(end == End.LEFT ? "LPOP" : "RPOP");
  }

  private static void blockingPop(Call call, End end) {
    int last = call.size() - 1;
    Duration timeout = call.timeout(last);
    List<Bytes> keys = call.keys(1, last - 1);
    for (Bytes key : call.candidates(keys)) {
      ListValue list = call.awaited(key, ListValue.class);
      if (list != null) {
        Bytes element = take(call, key, list, end, 1).get(0);
        call.effect(popOf(end), key);
        call.reply().array(2);
        call.reply().bulk(key);
        call.reply().bulk(element);
        return;
      }
    }
    block(call, keys, timeout);
  }

  private static void block(Call call, List<Bytes> keys, Duration timeout) {
    if (call.mayBlock()) {
      call.block(keys, timeout, call.reply()::nilArray);
    } else {
      call.reply().nilArray();
    }
  }

  private static void lmpop(Call call) {
    if (!popOneOf(call, PopRequest.parse(call, 1, "left", "right"))) {
      call.reply().nilArray();
    }
  }

  private static void blmpop(Call call) {
    PopRequest request = PopRequest.parse(call, 2, "left", "right");
    Duration timeout = call.timeout(1);
    if (!popOneOf(call, request)) {
      block(call, request.keys(), timeout);
    }
  }

  private static boolean popOneOf(Call call, PopRequest request) {
    End end = request.first() ? End.LEFT : End.RIGHT;
    for (Bytes key : call.candidates(request.keys())) {
      ListValue list = call.awaited(key, ListValue.class);
      if (list != null) {
        List<Bytes> taken = take(call, key, list, end, request.count());
        call.effect(popOf(end), key, Bytes.of(taken.size()));
        call.reply().array(2);
        call.reply().bulk(key);
        call.reply().array(taken.size());
        taken.forEach(call.reply()::bulk);
        return true;
      }
    }
    return false;
  }
}
