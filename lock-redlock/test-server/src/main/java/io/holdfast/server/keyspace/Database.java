package io.holdfast.server.keyspace;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.values.Dict;
import io.holdfast.server.values.Footprint;
import io.holdfast.server.values.Value;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One numbered database. A key whose time is over is never seen: whatever looks for it removes it
 * first.
 */
public final class Database {

  /** A volatile key, so that the keys that expire can be sampled without the others. */
  static final class Expiring extends Dict.Node<Expiring> {
    final Entry entry;

    Expiring(Entry entry) {
      super(entry.key());
      this.entry = entry;
    }
  }

  private static final int BUCKET = 8;
  private static final int AVERAGE_OF = 20;

  private final Keyspace keyspace;
  private final int index;
  private Dict<Entry> entries = new Dict<>();
  private Dict<Expiring> expiring = new Dict<>();
  private long usedBytes;
  // What was looked up last: a command looks its key up to read it and again to write it.
  private @Nullable Bytes recentKey;
  private @Nullable Entry recent;

  Database(Keyspace keyspace, int index) {
    this.keyspace = keyspace;
    this.index = index;
  }

  /** Its number, as SELECT takes it. */
  public int index() {
    return index;
  }

  /** How many keys there are, those included whose time is over but that nobody has looked for. */
  public int size() {
    return entries.size();
  }

  /** How many of them expire. */
  public int volatileSize() {
    return expiring.size();
  }

  /** How many bytes all its keys take, about. */
  long usedBytes() {
    return usedBytes;
  }

  /** How long the keys that expire still have on average, from a few by the way. */
  public long averageTimeToLiveMillis() {
    long sum = 0;
    int seen = 0;
    for (Expiring node : expiring) {
      sum += Math.max(0, node.entry.expireAtMillis() - keyspace.nowMillis());
      if (++seen == AVERAGE_OF) {
        break;
      }
    }
    return seen == 0 ? 0 : sum / seen;
  }

  // ---- looking

  /** The living entry of that key, or null. */
  public @Nullable Entry find(Bytes key) {
    Entry entry = lookUp(key);
    return entry != null && entry.isVolatile() && expireIfDue(entry) ? null : entry;
  }

  @SuppressWarnings("ReferenceEquality") // Comparing bytes would cost what this saves.
  private @Nullable Entry lookUp(Bytes key) {
    if (key != recentKey) {
      recent = entries.find(key);
      recentKey = key;
    }
    return recent;
  }

  /** Has {@link #lookUp} look again: an entry has come or gone. */
  private void forgetRecent() {
    recentKey = null;
    recent = null;
  }

  /** The entry of that key, dead or alive, or null; a look that leaves no trace. */
  public @Nullable Entry peek(Bytes key) {
    return entries.find(key);
  }

  /** The entry has been used now, which saves it from eviction for a while. */
  public void used(Entry entry) {
    keyspace.usage().used(entry, keyspace.nowMillis());
  }

  /** Whether the key is there and alive. */
  public boolean contains(Bytes key) {
    return find(key) != null;
  }

  /**
   * Visits the living entries of the next part of a scan.
   *
   * @param cursor zero to begin, then what the last call returned
   * @param visitor must not change the database
   * @return the next cursor; zero at the end
   */
  public long scan(long cursor, Consumer<Entry> visitor) {
    return entries.scan(
        cursor,
        entry -> {
          if (!isDue(entry)) {
            visitor.accept(entry);
          }
        });
  }

  /** Visits all living entries; the visitor must not change the database. */
  public void forEach(Consumer<Entry> visitor) {
    for (Entry entry : entries) {
      if (!isDue(entry)) {
        visitor.accept(entry);
      }
    }
  }

  /** A living entry by chance, or null where there is none. */
  public @Nullable Entry random(RandomGenerator entropy) {
    while (!entries.isEmpty()) {
      Entry entry = entries.random(entropy);
      if (!expireIfDue(entry)) {
        return entry;
      }
    }
    return null;
  }

  // ---- changing

  /**
   * Stores a value under the key in place of whatever was there.
   *
   * @param keepExpiry whether the time of what was there stays
   */
  public Entry put(Bytes key, Value value, boolean keepExpiry) {
    Entry entry = lookUp(key);
    if (entry == null) {
      entry = new Entry(key, value);
      entries.add(entry);
      forgetRecent();
      keyspace.usage().created(entry, keyspace.nowMillis());
    } else {
      boolean gone = isDue(entry);
      entry.value(value);
      used(entry);
      if (gone || !keepExpiry) {
        persist(entry);
      }
    }
    account(entry);
    keyspace.listener().changed(this, key);
    return entry;
  }

  /** Keeps what the entry holds in another form; to everybody else it is the same as before. */
  public void keepAs(Entry entry, Value same) {
    entry.value(same);
    account(entry);
  }

  /** Removes the key; says whether it was there and alive. */
  public boolean remove(Bytes key) {
    Entry entry = find(key);
    if (entry == null) {
      return false;
    }
    drop(entry);
    keyspace.listener().changed(this, key);
    return true;
  }

  /** To be called when a value was changed in place. */
  public void changed(Bytes key) {
    Entry entry = lookUp(key);
    if (entry != null) {
      account(entry);
    }
    keyspace.listener().changed(this, key);
  }

  /** Sets when the entry expires, in milliseconds since the epoch. */
  public void expireAt(Entry entry, long millis) {
    if (!entry.isVolatile()) {
      expiring.add(new Expiring(entry));
    }
    entry.expireAtMillis(millis);
    account(entry);
    keyspace.listener().willExpire(this, entry.key(), millis);
  }

  /** Has the entry not expire; says whether it would have. */
  public boolean persist(Entry entry) {
    if (!entry.isVolatile()) {
      return false;
    }
    entry.expireAtMillis(Entry.NEVER);
    expiring.remove(entry.key());
    account(entry);
    return true;
  }

  /** Removes all keys. */
  public void clear() {
    keyspace.listener().replacing(this, null);
    usedBytes = 0;
    forgetRecent();
    entries = new Dict<>();
    expiring = new Dict<>();
    keyspace.listener().replaced(this);
  }

  void exchange(Database other) {
    Dict<Entry> theirEntries = other.entries;
    Dict<Expiring> theirExpiring = other.expiring;
    other.entries = entries;
    other.expiring = expiring;
    entries = theirEntries;
    expiring = theirExpiring;
    long theirBytes = other.usedBytes;
    other.usedBytes = usedBytes;
    usedBytes = theirBytes;
    forgetRecent();
    other.forgetRecent();
  }

  /** Brings the database's sum of bytes up to date with what the entry takes now. */
  private void account(Entry entry) {
    long bytes = entry.footprint() + BUCKET + (entry.isVolatile() ? Footprint.NODE + BUCKET : 0);
    usedBytes += bytes - entry.accountedBytes();
    entry.accountedBytes(bytes);
  }

  private void drop(Entry entry) {
    entries.remove(entry.key());
    forgetRecent();
    usedBytes -= entry.accountedBytes();
    if (entry.isVolatile()) {
      expiring.remove(entry.key());
    }
  }

  // ---- expiry

  private boolean isDue(Entry entry) {
    return entry.isVolatile() && keyspace.isOver(entry.expireAtMillis());
  }

  /** Removes the entry if its time is over, and says whether it did. */
  private boolean expireIfDue(Entry entry) {
    if (!isDue(entry) || !keyspace.expires()) {
      return false;
    }
    drop(entry);
    keyspace.listener().changed(this, entry.key());
    keyspace.listener().expired(this, entry.key());
    return true;
  }

  /** When the next key expires; so all of them are looked at. */
  long nextExpiryMillis() {
    long next = Long.MAX_VALUE;
    for (Expiring node : expiring) {
      next = Math.min(next, node.entry.expireAtMillis());
    }
    return next;
  }

  // ---- eviction

  /** An entry by chance, of all or of those that expire, of which there is one. */
  Entry sample(boolean onlyVolatile, RandomGenerator entropy) {
    return onlyVolatile ? expiring.random(entropy).entry : entries.random(entropy);
  }

  void evict(Entry entry) {
    drop(entry);
    keyspace.listener().changed(this, entry.key());
    keyspace.listener().evicted(this, entry.key());
  }

  /** Looks at up to that many volatile keys by chance; returns how many had to be removed. */
  int expireSample(int most, RandomGenerator entropy) {
    int removed = 0;
    for (int i = 0; i < most && !expiring.isEmpty(); i++) {
      if (expireIfDue(expiring.random(entropy).entry)) {
        removed++;
      }
    }
    return removed;
  }
}
