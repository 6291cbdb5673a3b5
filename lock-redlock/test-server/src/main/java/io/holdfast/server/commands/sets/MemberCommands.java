package io.holdfast.server.commands.sets;

import static io.holdfast.server.engine.Category.SET;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.SetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adding, removing, moving and looking up members by name. */
final class MemberCommands {

  private MemberCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("sadd", -3)
            .is(WRITE, DENYOOM, FAST)
            .in(SET)
            .keys(KeySpec.one(1, "RW", "INSERT"))
            .does(MemberCommands::sadd),
        command("srem", -3)
            .is(WRITE, FAST)
            .in(SET)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .does(MemberCommands::srem),
        command("smove", 4)
            .is(WRITE, FAST)
            .in(SET)
            .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"), KeySpec.one(2, "RW", "INSERT"))
            .does(MemberCommands::smove),
        read("scard", 2, KeySpec.one(1, "RO"), MemberCommands::scard),
        read("sismember", 3, KeySpec.one(1, "RO"), MemberCommands::sismember),
        read("smismember", -3, KeySpec.one(1, "RO", "ACCESS"), MemberCommands::smismember));
  }

  private static CommandSpec read(String name, int arity, KeySpec key, Handler handler) {
    return command(name, arity).is(READONLY, FAST).in(SET).keys(key).does(handler);
  }

  private static void sadd(Call call) {
    Bytes key = call.word(1);
    SetValue known = call.write(key, SetValue.class);
    SetValue set = known == null ? new SetValue(call.encodingLimits()) : known;
    int added = 0;
    for (int i = 2; i < call.size(); i++) {
      added += set.add(call.word(i)) ? 1 : 0;
    }
    if (added > 0) {
      store(call, key, known, set);
      call.changed(added - 1L);
      call.event(KeyEventKind.SET, "sadd", key);
    }
    call.reply().integer(added);
  }

  private static void store(Call call, Bytes key, @Nullable SetValue known, SetValue set) {
    if (known == null) {
      call.put(key, set);
    } else {
      call.changed(key);
    }
  }

  private static void srem(Call call) {
    SetValue set = call.write(call.word(1), SetValue.class);
    int removed = 0;
    if (set != null) {
      for (int i = 2; i < call.size(); i++) {
        removed += set.remove(call.word(i)) ? 1 : 0;
      }
      if (removed > 0) {
        call.shrunk(KeyEventKind.SET, "srem", call.word(1), removed, set.isEmpty());
      }
    }
    call.reply().integer(removed);
  }

  private static void smove(Call call) {
    Bytes from = call.word(1);
    Bytes to = call.word(2);
    Bytes member = call.word(3);
    if (call.entry(from) == null) {
      call.reply().integer(0); // Whatever the other key holds.
      return;
    }
    SetValue source = call.write(from, SetValue.class);
    SetValue known = call.write(to, SetValue.class);
    if (source == null || source == known || !source.contains(member)) {
      call.reply().integer(source != null && source.contains(member) ? 1 : 0);
      return;
    }
    source.remove(member);
    call.shrunk(KeyEventKind.SET, "srem", from, 1, source.isEmpty());
    SetValue target = known == null ? new SetValue(call.encodingLimits()) : known;
    if (target.add(member)) {
      store(call, to, known, target);
      call.event(KeyEventKind.SET, "sadd", to);
    }
    call.reply().integer(1);
  }

  private static void scard(Call call) {
    SetValue set = call.read(call.word(1), SetValue.class);
    call.reply().integer(set == null ? 0 : set.size());
  }

  private static void sismember(Call call) {
    SetValue set = call.read(call.word(1), SetValue.class);
    call.reply().integer(set != null && set.contains(call.word(2)) ? 1 : 0);
  }

  private static void smismember(Call call) {
    SetValue set = call.read(call.word(1), SetValue.class);
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      call.reply().integer(set != null && set.contains(call.word(i)) ? 1 : 0);
    }
  }
}
