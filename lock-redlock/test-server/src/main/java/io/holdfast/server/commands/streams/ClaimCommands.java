package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.PendingEntry;
import io.holdfast.server.values.StreamConsumer;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taking over what is pending for other consumers: XCLAIM and XAUTOCLAIM. */
final class ClaimCommands {

  private static final long LOOKS_FOR_EACH = 10;

  private ClaimCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xclaim", -6)
            .is(WRITE, FAST)
            .in(STREAM)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .tips("nondeterministic_output")
            .does(ClaimCommands::xclaim),
        command("xautoclaim", -6)
            .is(WRITE, FAST)
            .in(STREAM)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .tips("nondeterministic_output")
            .does(ClaimCommands::xautoclaim));
  }

  private static void xclaim(Call call) {
    StreamValue stream = Streams.read(call, 1);
    ConsumerGroup group = Streams.group(call, stream, 2);
    if (stream == null || group == null) {
      throw Streams.noGroup(call.word(1), call.word(2), "");
    }
    ClaimOptions options = ClaimOptions.parse(call);
    boolean tellRead = options.lastId().isAfter(group.lastId());
    if (tellRead) {
      group.readUpTo(options.lastId(), group.entriesRead());
    }
    call.noEffect(); // It is told entry by entry instead.
    Bytes key = call.word(1);
    List<StreamEntry> claimed = new ArrayList<>();
    for (StreamId id : options.ids()) {
      PendingEntry pending = group.pending().get(id);
      StreamEntry entry = stream.find(id);
      if (entry == null) {
        tellRead &= pending == null;
        forget(call, group, pending);
      } else if (options.mayTake(pending, call.nowMillis())) {
        StreamConsumer consumer = claimant(call, group);
        PendingEntry taken = group.assign(id, consumer, options.deliveredAtMillis());
        taken.delivered(options.deliveredAtMillis(), options.deliveries(taken));
        claimed.add(entry);
        tellRead = false;
        call.changed(1);
        GroupEffects.claimed(call, key, group, taken);
      }
    }
    if (tellRead) {
      GroupEffects.read(call, key, group);
      call.changed(1);
    }
    write(call, claimed, options.justIds());
  }

  /** An entry that is not there any more is not pending any more either. */
  private static void forget(Call call, ConsumerGroup group, @Nullable PendingEntry pending) {
    if (pending != null) {
      GroupEffects.claimed(call, call.word(1), group, pending);
      group.acknowledge(pending.id());
      call.changed(1);
    }
  }

  /** Who claims; made where there is something to claim. */
  private static StreamConsumer claimant(Call call, ConsumerGroup group) {
    return GroupEffects.consumer(call, call.word(1), group, call.word(3));
  }

  private static void write(Call call, List<StreamEntry> entries, boolean justIds) {
    if (justIds) {
      call.reply().array(entries.size());
      entries.forEach(entry -> StreamReply.write(call, entry.id()));
    } else {
      StreamReply.write(call, entries);
    }
  }

  // ---- XAUTOCLAIM

  private static void xautoclaim(Call call) {
    long leastIdle =
        Math.max(
            0, call.number(4, Long.MIN_VALUE, "Invalid min-idle-time argument for XAUTOCLAIM"));
    StreamId from = Ids.start(call, 5);
    long count = 100;
    boolean justIds = false;
    for (int i = 6; i < call.size(); i++) {
      if (call.isWord(i, "count") && call.has(i + 1)) {
        count = count(call, ++i);
      } else if (call.isWord(i, "justid")) {
        justIds = true;
      } else {
        throw CommandError.syntax();
      }
    }
    StreamValue stream = Streams.read(call, 1);
    ConsumerGroup group = Streams.group(call, stream, 2);
    if (stream == null || group == null) {
      throw Streams.noGroup(call.word(1), call.word(2), "");
    }
    call.noEffect(); // It is told entry by entry instead.
    Sweep sweep = new Sweep(call, stream, group);
    StreamId next = sweep.run(from, leastIdle, count, justIds);
    call.reply().array(3);
    StreamReply.write(call, next);
    write(call, sweep.claimed, justIds);
    call.reply().array(sweep.gone.size());
    sweep.gone.forEach(id -> StreamReply.write(call, id));
  }

  private static long count(Call call, int index) {
    long most = Long.MAX_VALUE / 16;
    long count = call.number(index, 1, "COUNT must be > 0");
    if (count > most) {
      throw new CommandError("ERR COUNT must be > 0");
    }
    return count;
  }

  /** A walk over what is pending. */
  private static final class Sweep {
    private final Call call;
    private final StreamValue stream;
    private final ConsumerGroup group;
    private final List<StreamEntry> claimed = new ArrayList<>();
    private final List<StreamId> gone = new ArrayList<>();

    Sweep(Call call, StreamValue stream, ConsumerGroup group) {
      this.call = call;
      this.stream = stream;
      this.group = group;
    }

    /** Takes up to so many entries over; returns where to go on, zero at the end. */
    StreamId run(StreamId from, long leastIdle, long count, boolean justIds) {
      Iterator<PendingEntry> pending =
          List.copyOf(group.pending().tailMap(from, true).values()).iterator();
      long looks = count * LOOKS_FOR_EACH;
      while (looks-- > 0 && claimed.size() + gone.size() < count && pending.hasNext()) {
        PendingEntry next = pending.next();
        StreamEntry entry = stream.find(next.id());
        if (entry == null) {
          gone.add(next.id());
          forget(call, group, next);
        } else if (call.nowMillis() - next.deliveredAtMillis() >= leastIdle || leastIdle == 0) {
          StreamConsumer consumer = claimant(call, group);
          PendingEntry taken = group.assign(next.id(), consumer, call.nowMillis());
          taken.delivered(call.nowMillis(), next.deliveries() + (justIds ? 0 : 1));
          claimed.add(entry);
          call.changed(1);
          GroupEffects.claimed(call, call.word(1), group, taken);
        }
      }
      return pending.hasNext() ? pending.next().id() : StreamId.ZERO;
    }
  }
}
