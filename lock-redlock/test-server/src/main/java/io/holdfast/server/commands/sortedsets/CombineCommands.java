package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.commands.sortedsets.Combination.Kind;
import io.holdfast.server.commands.sortedsets.Combination.Purpose;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** Unions, intersections and differences. */
final class CombineCommands {

  private CombineCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        read("zunion", call -> combine(call, Kind.UNION)),
        read("zinter", call -> combine(call, Kind.INTER)),
        read("zdiff", call -> combine(call, Kind.DIFF)),
        read("zintercard", CombineCommands::zintercard),
        store("zunionstore", Kind.UNION),
        store("zinterstore", Kind.INTER),
        store("zdiffstore", Kind.DIFF));
  }

  private static CommandSpec read(String name, Handler handler) {
    return command(name, -3)
        .is(READONLY, MOVABLEKEYS)
        .in(SORTEDSET)
        .keys(KeySpec.counted(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static CommandSpec store(String name, Kind kind) {
    return command(name, -4)
        .is(WRITE, DENYOOM, MOVABLEKEYS)
        .in(SORTEDSET)
        .keys(KeySpec.one(1, "OW", "UPDATE"), KeySpec.counted(2, "RO", "ACCESS"))
        .does(call -> store(call, kind));
  }

  private static void combine(Call call, Kind kind) {
    Combination combination = Combination.parse(call, kind, Purpose.REPLY, 1);
    SortedSetValue result = combination.result(call.encodingLimits());
    List<ScoredMember> members = new ArrayList<>(result.size());
    for (ScoredMember at = result.first(); at != null; at = at.next()) {
      members.add(at);
    }
    ScoredReply.write(call, members, combination.withScores());
  }

  private static void zintercard(Call call) {
    Combination combination = Combination.parse(call, Kind.INTER, Purpose.COUNT, 1);
    call.reply().integer(combination.cardinality(call.encodingLimits()));
  }

  private static void store(Call call, Kind kind) {
    Combination combination = Combination.parse(call, kind, Purpose.STORE, 2);
    SortedSetValue result = combination.result(call.encodingLimits());
    Bytes target = call.word(1);
    if (!result.isEmpty()) {
      result.pack();
      call.put(target, result);
      call.event(KeyEventKind.SORTEDSET, call.spec().name(), target);
    } else if (call.remove(target)) {
      call.event(KeyEventKind.GENERIC, "del", target);
    }
    call.reply().integer(result.size());
  }
}
