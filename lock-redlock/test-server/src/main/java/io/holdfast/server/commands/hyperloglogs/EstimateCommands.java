package io.holdfast.server.commands.hyperloglogs;

import static io.holdfast.server.engine.Category.HYPERLOGLOG;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.MAY_REPLICATE;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.CorruptRegistersException;
import io.holdfast.server.values.HyperLogLog;
import java.util.List;

/** Adding, counting and merging: PFADD, PFCOUNT and PFMERGE. */
final class EstimateCommands {

  private EstimateCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("pfadd", -2)
            .is(WRITE, DENYOOM, FAST)
            .in(HYPERLOGLOG)
            .keys(KeySpec.one(1, "RW", "INSERT"))
            .does(call -> Estimates.orCorrupt(() -> pfadd(call))),
        command("pfcount", -2)
            .is(READONLY, MAY_REPLICATE)
            .in(HYPERLOGLOG)
            .keys(
                KeySpec.range(1, -1, 1, "RW", "ACCESS")
                    .noted(
                        "RW because it may change the internal representation of the key, and"
                            + " propagate to replicas"))
            .does(call -> Estimates.orCorrupt(() -> pfcount(call))),
        command("pfmerge", -2)
            .is(WRITE, DENYOOM)
            .in(HYPERLOGLOG)
            .keys(KeySpec.one(1, "RW", "ACCESS", "INSERT"), KeySpec.range(2, -1, 1, "RO", "ACCESS"))
            .does(call -> Estimates.orCorrupt(() -> pfmerge(call))));
  }

  private static void pfadd(Call call) throws CorruptRegistersException {
    Bytes key = call.word(1);
    HyperLogLog known = Estimates.write(call, key);
    HyperLogLog target = known == null ? new HyperLogLog() : known;
    int updates = known == null ? 1 : 0;
    for (int i = 2; i < call.size(); i++) {
      updates += target.add(call.word(i), call.encodingLimits().hyperLogLogBytes()) ? 1 : 0;
    }
    if (updates > 0) {
      target.forgetEstimate();
      Estimates.store(call, key, target);
      call.changed(updates - 1L);
      call.event(KeyEventKind.STRING, "pfadd", key);
    } else {
      Estimates.keepEdited(call, key);
    }
    call.reply().integer(updates > 0 ? 1 : 0);
  }

  private static void pfcount(Call call) throws CorruptRegistersException {
    if (call.size() > 2) {
      byte[] numbers = HyperLogLog.noNumbers();
      for (int i = 1; i < call.size(); i++) {
        HyperLogLog each = Estimates.read(call, call.word(i));
        if (each != null) {
          each.raiseAll(numbers);
        }
      }
      call.reply().integer(HyperLogLog.estimate(numbers));
      return;
    }
    HyperLogLog one = Estimates.read(call, call.word(1));
    if (one == null) {
      call.reply().integer(0);
      return;
    }
    boolean remembered = one.hasEstimate();
    call.reply().integer(one.estimate());
    if (!remembered) {
      // The string remembers the estimate, so reading it is a change that copies have to follow.
      Estimates.store(call, call.word(1), one);
      call.forceEffect();
    } else {
      Estimates.keepEdited(call, call.word(1));
    }
  }

  private static void pfmerge(Call call) throws CorruptRegistersException {
    byte[] numbers = HyperLogLog.noNumbers();
    boolean dense = false;
    for (int i = 1; i < call.size(); i++) {
      HyperLogLog each = Estimates.read(call, call.word(i));
      if (each != null) {
        dense |= each.isDense();
        each.raiseAll(numbers);
      }
    }
    Bytes key = call.word(1);
    HyperLogLog known = Estimates.write(call, key);
    HyperLogLog target = known == null ? new HyperLogLog() : known;
    if (dense) {
      target.toDense();
    }
    target.raiseTo(numbers, call.encodingLimits().hyperLogLogBytes());
    target.forgetEstimate();
    Estimates.store(call, key, target);
    call.event(KeyEventKind.STRING, "pfadd", key);
    call.reply().ok();
  }
}
