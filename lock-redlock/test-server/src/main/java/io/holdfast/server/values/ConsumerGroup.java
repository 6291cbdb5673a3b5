package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Consumers that share the entries of a stream: each entry is delivered to one of them, and is
 * pending until that one acknowledges it.
 */
public final class ConsumerGroup {

  /** What cannot be told, where a number of entries is asked for. */
  public static final long UNKNOWN = -1;

  private static final int BYTES_A_CONSUMER = 128;
  private static final int BYTES_PENDING = 96;

  private final Bytes name;
  private final NavigableMap<StreamId, PendingEntry> pending = new TreeMap<>();
  private final NavigableMap<Bytes, StreamConsumer> consumers = new TreeMap<>();
  private StreamId lastId;
  private long entriesRead;

  /**
   * Without consumers.
   *
   * @param lastId the next entries' ids are higher
   * @param entriesRead how many entries there were up to that, or {@link #UNKNOWN}
   */
  public ConsumerGroup(Bytes name, StreamId lastId, long entriesRead) {
    this.name = name;
    this.lastId = lastId;
    this.entriesRead = entriesRead;
  }

  /** Its name. */
  public Bytes name() {
    return name;
  }

  /** The highest id that was delivered. */
  public StreamId lastId() {
    return lastId;
  }

  /** How many entries were read, or {@link #UNKNOWN}. */
  public long entriesRead() {
    return entriesRead;
  }

  /** Entries up to that id have been read, which are so many or {@link #UNKNOWN}. */
  public void readUpTo(StreamId id, long entries) {
    lastId = id;
    entriesRead = entries;
  }

  /** The stream's next entry, with that id, is being delivered. */
  public void reads(StreamId id, StreamValue stream) {
    if (entriesRead != UNKNOWN && !stream.hasGapsFrom(id)) {
      entriesRead++;
    } else if (stream.entriesAdded() > 0) {
      entriesRead = stream.addedUpTo(id);
    }
    lastId = id;
  }

  /**
   * How many entries of the stream are to be delivered yet, if that can be told; below zero where
   * the group was told to have read more than there were.
   */
  public OptionalLong lag(StreamValue stream) {
    if (stream.entriesAdded() == 0) {
      return OptionalLong.of(0);
    }
    boolean counted = entriesRead != UNKNOWN && !stream.hasGapsFrom(lastId);
    long read = counted ? entriesRead : stream.addedUpTo(lastId);
    return read == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(stream.entriesAdded() - read);
  }

  // ---- consumers

  /** The consumers by name. */
  public Collection<StreamConsumer> consumers() {
    return Collections.unmodifiableCollection(consumers.values());
  }

  /** The consumer of that name, or null. */
  public @Nullable StreamConsumer consumer(Bytes consumer) {
    return consumers.get(consumer);
  }

  /** Adds a consumer whose name is not there yet. */
  public StreamConsumer addConsumer(Bytes consumer, long nowMillis) {
    StreamConsumer added = new StreamConsumer(consumer, nowMillis);
    consumers.put(consumer, added);
    return added;
  }

  /** Removes a consumer and what is pending for it. */
  public void remove(StreamConsumer consumer) {
    pending.keySet().removeAll(consumer.own().keySet());
    consumers.remove(consumer.name());
  }

  // ---- pending entries

  /** What no consumer has acknowledged; only for reading. */
  public NavigableMap<StreamId, PendingEntry> pending() {
    return Collections.unmodifiableNavigableMap(pending);
  }

  /** The entry of that id is pending for the consumer, whoever had it before. */
  public PendingEntry assign(StreamId id, StreamConsumer consumer, long nowMillis) {
    PendingEntry entry = pending.get(id);
    if (entry == null) {
      entry = new PendingEntry(id, consumer, nowMillis, 1);
      pending.put(id, entry);
    } else {
      entry.consumer().own().remove(id);
      entry.consumer(consumer);
    }
    consumer.own().put(id, entry);
    return entry;
  }

  /** The entry of that id is not pending any more; says whether it was. */
  public boolean acknowledge(StreamId id) {
    PendingEntry entry = pending.remove(id);
    if (entry != null) {
      entry.consumer().own().remove(id);
    }
    return entry != null;
  }

  // ---- as part of a value

  long footprint() {
    return (long) BYTES_A_CONSUMER * (1 + consumers.size()) + (long) BYTES_PENDING * pending.size();
  }

  ConsumerGroup copy() {
    ConsumerGroup copy = new ConsumerGroup(name, lastId, entriesRead);
    for (StreamConsumer consumer : consumers.values()) {
      StreamConsumer same = copy.addConsumer(consumer.name(), consumer.seenAtMillis());
      for (PendingEntry entry : consumer.own().values()) {
        copy.assign(entry.id(), same, entry.deliveredAtMillis())
            .delivered(entry.deliveredAtMillis(), entry.deliveries());
      }
    }
    return copy;
  }
}
