package io.holdfast.server.keyspace;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Is told what happens to keys, at once and on the thread that does it. */
public interface KeyspaceListener {

  /** The key holds something else now, or nothing: whoever watches it is to know. */
  void changed(Database database, Bytes key);

  /** The key was given a time to live, which ends then; in milliseconds since the epoch. */
  void willExpire(Database database, Bytes key, long atMillis);

  /** The key was removed because its time was over. */
  void expired(Database database, Bytes key);

  /** The key was removed to make room. */
  void evicted(Database database, Bytes key);

  /**
   * The whole database is about to be emptied, or exchanged for another.
   *
   * @param other the other, or null
   */
  void replacing(Database database, @Nullable Database other);

  /** The whole database was emptied or exchanged for another. */
  void replaced(Database database);
}
