package io.holdfast.server.keyspace;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.values.Dict;
import io.holdfast.server.values.Footprint;
import io.holdfast.server.values.Value;

/** A key of a database, what it holds and when it expires. */
public final class Entry extends Dict.Node<Entry> {

  /** The expiry of a key that has none. */
  public static final long NEVER = -1;

  private Value value;
  private long expireAtMillis = NEVER;
  private int usage;
  private long accountedBytes;

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

  /** How lately or how often it was used, as {@link Usage} keeps it. */
  int usage() {
    return usage;
  }

  void usage(int next) {
    usage = next;
  }

  /** How many bytes of it are part of the keyspace's sum. */
  long accountedBytes() {
    return accountedBytes;
  }

  void accountedBytes(long bytes) {
    accountedBytes = bytes;
  }

  /** How many bytes it takes, about: the key, the value, and their places in the tables. */
  public long footprint() {
    return Footprint.NODE + Footprint.string(key().length()) + value.footprint();
  }

  void value(Value next) {
    value = next;
  }

  void expireAtMillis(long millis) {
    expireAtMillis = millis;
  }
}
