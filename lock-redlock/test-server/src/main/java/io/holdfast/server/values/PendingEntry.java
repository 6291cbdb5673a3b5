package io.holdfast.server.values;

/** An entry that was delivered to a consumer and is not acknowledged yet. */
public final class PendingEntry {

  private final StreamId id;
  private StreamConsumer consumer;
  private long deliveredAtMillis;
  private long deliveries;

  PendingEntry(StreamId id, StreamConsumer consumer, long deliveredAtMillis, long deliveries) {
    this.id = id;
    this.consumer = consumer;
    this.deliveredAtMillis = deliveredAtMillis;
    this.deliveries = deliveries;
  }

  /** The entry's id; the entry itself may be deleted. */
  public StreamId id() {
    return id;
  }

  /** Who has it. */
  public StreamConsumer consumer() {
    return consumer;
  }

  /** When it was delivered last, in milliseconds since the epoch. */
  public long deliveredAtMillis() {
    return deliveredAtMillis;
  }

  /** How often it was delivered. */
  public long deliveries() {
    return deliveries;
  }

  /** It was delivered then, for the so-manieth time. */
  public void delivered(long atMillis, long times) {
    deliveredAtMillis = atMillis;
    deliveries = times;
  }

  void consumer(StreamConsumer next) {
    consumer = next;
  }
}
