package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One consumer of a group and what was delivered to it. */
public final class StreamConsumer {

  private final Bytes name;
  private final NavigableMap<StreamId, PendingEntry> pending = new TreeMap<>();
  private long seenAtMillis;

  StreamConsumer(Bytes name, long seenAtMillis) {
    this.name = name;
    this.seenAtMillis = seenAtMillis;
  }

  /** Its name. */
  public Bytes name() {
    return name;
  }

  /** When it last asked for entries, in milliseconds since the epoch. */
  public long seenAtMillis() {
    return seenAtMillis;
  }

  /** It has asked for entries. */
  public void seen(long atMillis) {
    seenAtMillis = atMillis;
  }

  /** What it has not acknowledged; only for reading. */
  public NavigableMap<StreamId, PendingEntry> pending() {
    return Collections.unmodifiableNavigableMap(pending);
  }

  NavigableMap<StreamId, PendingEntry> own() {
    return pending;
  }
}
