package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
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
import io.holdfast.server.values.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Acknowledging entries, and looking at those that are not: XACK and XPENDING. */
final class PendingCommands {

  private PendingCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xack", -4)
            .is(WRITE, FAST)
            .in(STREAM)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(PendingCommands::xack),
        command("xpending", -3)
            .is(READONLY)
            .in(STREAM)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(PendingCommands::xpending));
  }

  private static void xack(Call call) {
    ConsumerGroup group = Streams.group(call, Streams.read(call, 1), 2);
    int acknowledged = 0;
    if (group != null) {
      for (StreamId id : Ids.all(call, 3)) {
        acknowledged += group.acknowledge(id) ? 1 : 0;
      }
    }
    call.changed(acknowledged);
    call.reply().integer(acknowledged);
  }

  /** What the longer form asks for. */
  private record Query(
      StreamId from, StreamId to, long count, long leastIdleMillis, @Nullable Bytes consumer) {

    static Query parse(Call call) {
      boolean idle = call.isWord(3, "idle");
      long leastIdle = idle ? call.integer(4) : 0;
      if (idle && call.size() < 8) {
        throw CommandError.syntax();
      }
      int first = idle ? 5 : 3;
      long count = Math.max(0, call.integer(first + 2));
      return new Query(
          Ids.start(call, first),
          Ids.end(call, first + 1),
          count,
          leastIdle,
          call.has(first + 3) ? call.word(first + 3) : null);
    }
  }

  private static void xpending(Call call) {
    if (call.size() != 3 && (call.size() < 6 || call.size() > 9)) {
      throw CommandError.syntax();
    }
    Query query = call.size() == 3 ? null : Query.parse(call);
    ConsumerGroup group = Streams.group(call, Streams.read(call, 1), 2);
    if (group == null) {
      throw Streams.noGroup(call.word(1), call.word(2), "");
    }
    if (query == null) {
      summary(call, group);
    } else {
      list(call, group, query);
    }
  }

  private static void summary(Call call, ConsumerGroup group) {
    NavigableMap<StreamId, PendingEntry> pending = group.pending();
    call.reply().array(4);
    call.reply().integer(pending.size());
    if (pending.isEmpty()) {
      call.reply().nil();
      call.reply().nil();
      call.reply().nilArray();
      return;
    }
    StreamReply.write(call, pending.firstKey());
    StreamReply.write(call, pending.lastKey());
    List<StreamConsumer> busy =
        group.consumers().stream().filter(each -> !each.pending().isEmpty()).toList();
    call.reply().array(busy.size());
    for (StreamConsumer consumer : busy) {
      call.reply().array(2);
      call.reply().bulk(consumer.name());
      call.reply().bulk(Bytes.of(consumer.pending().size()));
    }
  }

  private static void list(Call call, ConsumerGroup group, Query query) {
    StreamConsumer consumer = query.consumer() == null ? null : group.consumer(query.consumer());
    List<PendingEntry> found = new ArrayList<>();
    if (query.consumer() == null || consumer != null) {
      for (PendingEntry entry :
          (consumer == null ? group.pending() : consumer.pending())
              .tailMap(query.from(), true)
              .values()) {
        if (found.size() >= query.count() || entry.id().isAfter(query.to())) {
          break;
        }
        if (query.leastIdleMillis() == 0 || idle(call, entry) >= query.leastIdleMillis()) {
          found.add(entry);
        }
      }
    }
    call.reply().array(found.size());
    for (PendingEntry entry : found) {
      call.reply().array(4);
      StreamReply.write(call, entry.id());
      call.reply().bulk(entry.consumer().name());
      call.reply().integer(Math.max(0, idle(call, entry)));
      call.reply().integer(entry.deliveries());
    }
  }

  private static long idle(Call call, PendingEntry entry) {
    return call.nowMillis() - entry.deliveredAtMillis();
  }
}
