package io.holdfast.server.keyspace;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.values.Dict;
import io.holdfast.server.values.Value;

/** A key of a database, what it holds and when it expires. */
public final class Entry extends Dict.Node<Entry> {

  /** The expiry of a key that has none. */
  public static final long NEVER = -1;

  private Value value;
  private long expireAtMillis = NEVER;

  Entry(Bytes key, Value value) {
    super(key);
    this.value = value;
  }

  /** What the key holds. */
  public Value value() {
    return value;
  }

  /** When the key expires, in milliseconds since the epoch, or {@link #NEVER}. */
  public long expireAtMillis() {
    return expireAtMillis;
  }

  /** Whether it expires at all. */
  public boolean isVolatile() {
    return expireAtMillis != NEVER;
  }

  void value(Value next) {
    value = next;
  }

  void expireAtMillis(long millis) {
    expireAtMillis = millis;
  }
}
