package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.PendingEntry;
import io.holdfast.server.values.StreamConsumer;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Gives entries of a stream to one consumer of a group. */
final class Delivery {

  /** A group of a stream under a key. */
  record Place(Bytes key, StreamValue stream, ConsumerGroup group) {}

  private final Call call;
  private final Place place;
  private final StreamConsumer consumer;
  private final boolean noAck;

  private Delivery(Call call, Place place, StreamConsumer consumer, boolean noAck) {
    this.call = call;
    this.place = place;
    this.consumer = consumer;
    this.noAck = noAck;
  }

  /**
   * To the consumer of that name, which is made if it is not there.
   *
   * @param noAck whether entries count as acknowledged at once
   */
  static Delivery to(Call call, Place place, Bytes name, boolean noAck) {
    boolean known = place.group().consumer(name) != null;
    StreamConsumer consumer = GroupEffects.consumer(call, place.key(), place.group(), name);
    if (!known && noAck) {
      // Else whatever is delivered brings the consumer along.
      GroupEffects.created(call, place.key(), place.group(), consumer);
    }
    return new Delivery(call, place, consumer, noAck);
  }

  /** Delivers what the group has not read yet; all of it where the count is zero. */
  List<StreamEntry> deliver(long count) {
    call.changed(1);
    ConsumerGroup group = place.group();
    StreamId from = group.lastId().next();
    List<StreamEntry> entries =
        from == null
            ? List.of()
            : StreamReply.some(place.stream().range(from, StreamId.HIGHEST, false), count);
    for (StreamEntry entry : entries) {
      group.reads(entry.id(), place.stream());
      if (!noAck) {
        PendingEntry pending = group.assign(entry.id(), consumer, call.nowMillis());
        pending.delivered(call.nowMillis(), 1);
        GroupEffects.claimed(call, place.key(), group, pending);
      }
    }
    if (noAck && !entries.isEmpty()) {
      GroupEffects.read(call, place.key(), group);
    }
    return entries;
  }

  /** Delivers again what is pending for the consumer after that id. */
  List<StreamEntry> history(StreamId after, long count) {
    call.changed(1);
    List<StreamEntry> entries = new ArrayList<>();
    for (PendingEntry pending : consumer.pending().tailMap(after, false).values()) {
      if (count > 0 && entries.size() >= count) {
        break;
      }
      StreamEntry entry = place.stream().find(pending.id());
      if (entry != null) {
        pending.delivered(call.nowMillis(), pending.deliveries() + 1);
      }
      entries.add(Objects.requireNonNullElse(entry, new StreamEntry(pending.id(), List.of())));
    }
    return entries;
  }
}
