package io.holdfast.server.commands.lists;

import static io.holdfast.server.engine.Category.LIST;
import static io.holdfast.server.engine.CommandFlag.BLOCKING;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ListValue.End;
import java.time.Duration;
import java.util.List;

/** Taking an element from one list and adding it to another, also waiting for one. */
final class MoveCommands {

  private MoveCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        move("lmove", 5).is(WRITE, DENYOOM).does(call -> move(call, ends(call))),
        move("rpoplpush", 3).is(WRITE, DENYOOM).does(call -> move(call, Ends.RIGHT_TO_LEFT)),
        move("blmove", 6)
            .is(WRITE, DENYOOM, NOSCRIPT, BLOCKING)
            .does(call -> blockingMove(call, ends(call), 5)),
        move("brpoplpush", 4)
            .is(WRITE, DENYOOM, NOSCRIPT, BLOCKING)
            .does(call -> blockingMove(call, Ends.RIGHT_TO_LEFT, 3)));
  }

  private static CommandSpec.Builder move(String name, int arity) {
    return command(name, arity)
        .in(LIST)
        .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"), KeySpec.one(2, "RW", "INSERT"));
  }

  private record Ends(End from, End to) {
    static final Ends RIGHT_TO_LEFT = new Ends(End.RIGHT, End.LEFT);
  }

  private static Ends ends(Call call) {
    return new Ends(end(call, 3), end(call, 4));
  }

  private static End end(Call call, int at) {
    if (call.isWord(at, "left")) {
      return End.LEFT;
    }
    if (call.isWord(at, "right")) {
      return End.RIGHT;
    }
    throw CommandError.syntax();
  }

  private static void move(Call call, Ends ends) {
    ListValue source = call.write(call.word(1), ListValue.class);
    if (source == null) {
      call.reply().nil();
    } else {
      move(call, source, ends);
    }
  }

  private static void blockingMove(Call call, Ends ends, int timeoutAt) {
    Duration timeout = call.timeout(timeoutAt);
    Bytes key = call.word(1);
    ListValue source = call.awaited(key, ListValue.class);
    if (source != null) {
      move(call, source, ends);
      call.effect(effect(call, ends));
    } else if (call.mayBlock()) {
      call.block(List.of(key), timeout, call.reply()::nilArray);
    } else {
      call.reply().nil();
    }
  }

  private static void move(Call call, ListValue source, Ends ends) {
    Bytes from = call.word(1);
    Bytes to = call.word(2);
    ListValue known = call.write(to, ListValue.class);
    ListValue target = known == null ? new ListValue() : known;
    Bytes element = source.pop(ends.from());
    target.push(ends.to(), element);
    if (known == null) {
      call.put(to, target);
    } else {
      call.changed(to);
    }
    call.event(KeyEventKind.LIST, ends.to() == End.LEFT ? "lpush" : "rpush", to);
    String event = ends.from() == End.LEFT ? "lpop" : "rpop";
    call.shrunk(KeyEventKind.LIST, event, from, 1, source.isEmpty());
    call.reply().bulk(element);
  }

  /** The same without the waiting; once it has waited, in the words that Redis has for the ends. */
  private static Bytes[] effect(Call call, Ends ends) {
    if (call.spec().name().equals("brpoplpush")) {
      return new Bytes[] {Bytes.of("RPOPLPUSH"), call.word(1), call.word(2)};
    }
    Bytes from = call.isWoken() ? word(ends.from()) : call.word(3);
    Bytes to = call.isWoken() ? word(ends.to()) : call.word(4);
    return new Bytes[] {Bytes.of("LMOVE"), call.word(1), call.word(2), from, to};
  }

  private static Bytes word(End end) {
    return Bytes.of(end == End.LEFT ? "left" : "right");
  }
}
