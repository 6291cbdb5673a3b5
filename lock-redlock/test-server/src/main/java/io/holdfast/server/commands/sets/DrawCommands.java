package io.holdfast.server.commands.sets;

import static io.holdfast.server.engine.Category.SET;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.DrawRequest;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.ScanRequest;
import io.holdfast.server.values.Sample;
import io.holdfast.server.values.SetValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Members without asking for them by name: by chance, also taken away, and part by part. */
final class DrawCommands {

  private static final int REBUILD_BELOW = 5;
  private static final int FEW = 3; // Less than the third of a set: drawing twice is rare then.

  private DrawCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("spop", -2)
            .is(WRITE, FAST)
            .in(SET)
            .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"))
            .tips("nondeterministic_output")
            .does(DrawCommands::spop),
        command("srandmember", -2)
            .is(READONLY)
            .in(SET)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(DrawCommands::srandmember),
        command("sscan", -3)
            .is(READONLY)
            .in(SET)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(DrawCommands::sscan));
  }

  private static RandomGenerator entropy(Call call) {
    return call.engine().host().entropy();
  }

  // ---- SPOP

  private static void spop(Call call) {
    if (call.size() > 3) {
      throw CommandError.syntax();
    }
    boolean counted = call.size() == 3;
    long count = counted ? call.count(2) : 1;
    Bytes key = call.word(1);
    SetValue set = call.write(key, SetValue.class);
    if (set == null && !counted) {
      call.reply().nil();
    } else if (set == null || count == 0) {
      call.reply().set(0);
    } else {
      boolean all = counted && count >= set.size();
      List<Bytes> taken = all ? takeAll(call, key, set) : take(call, key, set, (int) count);
      if (counted) {
        call.reply().set(taken.size());
      }
      taken.forEach(call.reply()::bulk);
    }
  }

  private static List<Bytes> takeAll(Call call, Bytes key, SetValue set) {
    List<Bytes> taken = new ArrayList<>(set.size());
    set.forEach(taken::add);
    taken.forEach(set::remove);
    call.shrunk(KeyEventKind.SET, "spop", key, taken.size(), true);
    call.effect(Bytes.of("DEL"), key);
    return taken;
  }

  private static List<Bytes> take(Call call, Bytes key, SetValue set, int count) {
    List<Bytes> taken = new ArrayList<>(count);
    int left = set.size() - count;
    if (left > 0 && left * REBUILD_BELOW <= count) {
      // Few stay: Redis makes a new set of them, which may be an intset again.
      SetValue rest = new SetValue(call.encodingLimits());
      move(call, set, left, rest::add);
      set.forEach(taken::add);
      call.putKeepingExpiry(key, rest);
      call.changed(-1); // It counts below.
    } else {
      move(call, set, count, taken::add);
    }
    call.shrunk(KeyEventKind.SET, "spop", key, count, left == 0);
    taken.forEach(member -> call.effect(Bytes.of("SREM"), key, member));
    return taken;
  }

  private static void move(Call call, SetValue from, int count, Consumer<Bytes> to) {
    for (int i = 0; i < count; i++) {
      Bytes member = from.random(entropy(call));
      from.remove(member);
      to.accept(member);
    }
  }

  // ---- SRANDMEMBER

  private static void srandmember(Call call) {
    if (call.size() > 3) {
      throw CommandError.syntax();
    }
    boolean counted = call.size() == 3;
    long count = counted ? DrawRequest.count(call, 2) : 1;
    SetValue set = call.read(call.word(1), SetValue.class);
    if (!counted && set == null) {
      call.reply().nil();
    } else if (!counted && set != null) {
      call.reply().bulk(set.random(entropy(call)));
    } else if (set == null || count == 0) {
      call.reply().array(0);
    } else {
      List<Bytes> drawn = draw(set, count, entropy(call));
      call.reply().array(drawn.size());
      drawn.forEach(call.reply()::bulk);
    }
  }

  /** As many different members as there are, or where negative as many as are asked for. */
  private static List<Bytes> draw(SetValue set, long count, RandomGenerator entropy) {
    List<Bytes> drawn = new ArrayList<>();
    if (count >= set.size()) {
      set.forEach(drawn::add);
    } else if (count < 0) {
      for (long i = count; i < 0; i++) {
        drawn.add(set.random(entropy));
      }
    } else if (count * FEW < set.size()) {
      Set<Bytes> different = new LinkedHashSet<>();
      while (different.size() < count) {
        different.add(set.random(entropy));
      }
      drawn.addAll(different);
    } else {
      List<Bytes> all = new ArrayList<>();
      set.forEach(all::add);
      Sample.of((int) count, all.size(), entropy).forEach(place -> drawn.add(all.get(place)));
    }
    return drawn;
  }

  // ---- SSCAN

  private static void sscan(Call call) {
    long cursor = ScanRequest.cursor(call, 2);
    SetValue set = call.read(call.word(1), SetValue.class);
    ScanRequest.Part<Bytes> part = new ScanRequest.Part<>(0, List.of());
    if (set != null) {
      ScanRequest request = ScanRequest.parse(call, cursor, 3);
      part = request.of(set::scan);
      part.found().removeIf(member -> !request.wants(member));
    }
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(part.cursor()));
    call.reply().array(part.found().size());
    part.found().forEach(call.reply()::bulk);
  }
}
