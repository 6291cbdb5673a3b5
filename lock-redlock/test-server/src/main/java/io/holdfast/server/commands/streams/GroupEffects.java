package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.PendingEntry;
import io.holdfast.server.values.StreamConsumer;

/**
 * What commands do to a group, in words that do the same on a copy of the data: who has which entry
 * since when, and what was read last.
 */
final class GroupEffects {

  private GroupEffects() {}

  /** That consumer has that entry. */
  static void claimed(Call call, Bytes key, ConsumerGroup group, PendingEntry entry) {
    call.effect(
        Bytes.of("XCLAIM"),
        key,
        group.name(),
        entry.consumer().name(),
        Bytes.of(0),
        entry.id().bytes(),
        Bytes.of("TIME"),
        Bytes.of(entry.deliveredAtMillis()),
        Bytes.of("RETRYCOUNT"),
        Bytes.of(entry.deliveries()),
        Bytes.of("FORCE"),
        Bytes.of("JUSTID"),
        Bytes.of("LASTID"),
        group.lastId().bytes());
  }

  /** The group has read up to there. */
  static void read(Call call, Bytes key, ConsumerGroup group) {
    call.effect(
        Bytes.of("XGROUP"),
        Bytes.of("SETID"),
        key,
        group.name(),
        group.lastId().bytes(),
        Bytes.of("ENTRIESREAD"),
        Bytes.of(group.entriesRead()));
  }

  /** That consumer is there. */
  static void created(Call call, Bytes key, ConsumerGroup group, StreamConsumer consumer) {
    call.effect(Bytes.of("XGROUP"), Bytes.of("CREATECONSUMER"), key, group.name(), consumer.name());
  }

  /** The consumer of that name, which has asked for entries now; made if it is not there. */
  static StreamConsumer consumer(Call call, Bytes key, ConsumerGroup group, Bytes name) {
    StreamConsumer known = group.consumer(name);
    if (known != null) {
      known.seen(call.nowMillis());
      return known;
    }
    call.changed(1);
    call.event(KeyEventKind.STREAM, "xgroup-createconsumer", key);
    return group.addConsumer(name, call.nowMillis());
  }
}
