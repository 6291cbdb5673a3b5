package io.holdfast.server.commands.sets;

import static io.holdfast.server.engine.Category.SET;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.SetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Unions, intersections and differences; all members of a set are the union of one. */
final class CombineCommands {

  private CombineCommands() {}

  /** Makes one set of several. */
  private interface Combination {
    void combine(List<SetValue> sets, SetValue result);
  }

  static List<CommandSpec> table() {
    return List.of(
        command("smembers", 2)
            .is(READONLY)
            .in(SET)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output_order")
            .does(CombineCommands::smembers),
        read("sunion", CombineCommands::union),
        read("sinter", CombineCommands::intersect),
        read("sdiff", CombineCommands::subtract),
        store("sunionstore", "OW", CombineCommands::union),
        store("sinterstore", "RW", CombineCommands::intersect),
        store("sdiffstore", "OW", CombineCommands::subtract),
        command("sintercard", -3)
            .is(READONLY, MOVABLEKEYS)
            .in(SET)
            .keys(KeySpec.counted(1, "RO", "ACCESS"))
            .does(CombineCommands::sintercard));
  }

  private static CommandSpec read(String name, Combination combination) {
    return command(name, -2)
        .is(READONLY)
        .in(SET)
        .keys(KeySpec.range(1, -1, 1, "RO", "ACCESS"))
        .tips("nondeterministic_output_order")
        .does(call -> reply(call, combined(call, 1, combination)));
  }

  private static CommandSpec store(String name, String targetFlag, Combination combination) {
    return command(name, -3)
        .is(WRITE, DENYOOM)
        .in(SET)
        .keys(KeySpec.one(1, targetFlag, "UPDATE"), KeySpec.range(2, -1, 1, "RO", "ACCESS"))
        .does(call -> store(call, combined(call, 2, combination)));
  }

  private static void smembers(Call call) {
    SetValue set = call.read(call.word(1), SetValue.class);
    reply(call, set == null ? new SetValue(call.encodingLimits()) : set);
  }

  private static void reply(Call call, SetValue set) {
    call.reply().set(set.size());
    set.forEach(call.reply()::bulk);
  }

  private static void store(Call call, SetValue result) {
    Bytes target = call.word(1);
    if (!result.isEmpty()) {
      call.put(target, result);
      call.event(KeyEventKind.SET, call.spec().name(), target);
    } else if (call.remove(target)) {
      call.event(KeyEventKind.GENERIC, "del", target);
    }
    call.reply().integer(result.size());
  }

  private static void sintercard(Call call) {
    long number = call.number(1, 1, "numkeys should be greater than 0");
    if (number > call.size() - 2) {
      throw new CommandError("ERR Number of keys can't be greater than number of args");
    }
    long limit = 0;
    for (int i = 2 + (int) number; i < call.size(); i += 2) {
      if (!call.isWord(i, "limit") || !call.has(i + 1)) {
        throw CommandError.syntax();
      }
      limit = call.number(i + 1, 0, "LIMIT can't be negative");
    }
    List<SetValue> sets = sets(call, call.keys(2, (int) number));
    SetValue result = new SetValue(call.encodingLimits());
    intersect(sets, result, limit == 0 ? Long.MAX_VALUE : limit);
    call.reply().integer(result.size());
  }

  // ---- combinations

  private static SetValue combined(Call call, int firstKey, Combination combination) {
    SetValue result = new SetValue(call.encodingLimits());
    combination.combine(sets(call, call.keys(firstKey, call.size() - firstKey)), result);
    return result;
  }

  /** All sets, an empty one where there is no key; the types of all are checked first. */
  private static List<SetValue> sets(Call call, List<Bytes> keys) {
    List<SetValue> sets = new ArrayList<>();
    for (Bytes key : keys) {
      SetValue set = call.read(key, SetValue.class);
      sets.add(set == null ? new SetValue(call.encodingLimits()) : set);
    }
    return sets;
  }

  private static void union(List<SetValue> sets, SetValue result) {
    sets.forEach(set -> set.forEach(result::add));
  }

  private static void intersect(List<SetValue> sets, SetValue result) {
    intersect(sets, result, Long.MAX_VALUE);
  }

  private static void intersect(List<SetValue> sets, SetValue result, long most) {
    List<SetValue> ordered = sets.stream().sorted(Comparator.comparingInt(SetValue::size)).toList();
    for (Bytes member : ordered.get(0)) {
      if (result.size() == most) {
        return;
      }
      if (ordered.stream().allMatch(set -> set.contains(member))) {
        result.add(member);
      }
    }
  }

  private static void subtract(List<SetValue> sets, SetValue result) {
    List<SetValue> others = sets.subList(1, sets.size());
    for (Bytes member : sets.get(0)) {
      if (others.stream().noneMatch(set -> set.contains(member))) {
        result.add(member);
      }
    }
  }
}
