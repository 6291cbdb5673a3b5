package io.holdfast.server.keyspace;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * All databases of a server, and the time by which their keys expire. The time stands still while a
 * command runs, so that a script or transaction does not lose a key between two looks at it.
 */
public final class Keyspace {

  private final List<Database> databases = new ArrayList<>();
  private final KeyspaceListener listener;
  private final Usage usage;
  private long nowMillis;
  private boolean expires = true;

  /**
   * Empty databases.
   *
   * @param count how many
   * @param listener is told of changes
   * @param entropy decides whether a use counts, where the frequency of uses is kept
   */
  public Keyspace(int count, KeyspaceListener listener, RandomGenerator entropy) {
    this.listener = listener;
    this.usage = new Usage(entropy);
    for (int i = 0; i < count; i++) {
      databases.add(new Database(this, i));
    }
  }

  /** How many databases there are. */
  public int count() {
    return databases.size();
  }

  /** The database of that number, from zero. */
  public Database database(int index) {
    return databases.get(index);
  }

  /** All databases in order. */
  public List<Database> databases() {
    return List.copyOf(databases);
  }

  /** Lets the time be that many milliseconds since the epoch, until it is told again. */
  public void now(long millis) {
    nowMillis = millis;
  }

  /** The time, in milliseconds since the epoch. */
  public long nowMillis() {
    return nowMillis;
  }

  /** How lately or how often keys are used. */
  public Usage usage() {
    return usage;
  }

  /** How many bytes all keys take, about. */
  public long usedBytes() {
    long sum = 0;
    for (int i = 0; i < databases.size(); i++) {
      sum += databases.get(i).usedBytes();
    }
    return sum;
  }

  boolean isOver(long expireAtMillis) {
    return nowMillis > expireAtMillis;
  }

  /** Whether keys whose time is over are removed; a test may want to look at them. */
  public void expires(boolean removesThem) {
    expires = removesThem;
  }

  boolean expires() {
    return expires;
  }

  /** Exchanges the content of two databases. */
  public void swap(int one, int other) {
    listener.replacing(database(one), database(other));
    listener.replacing(database(other), database(one));
    database(one).exchange(database(other));
    listener.replaced(database(one));
    listener.replaced(database(other));
  }

  KeyspaceListener listener() {
    return listener;
  }

  // ---- the periodic part of expiry

  private static final int FEW_KEYS = 256;
  private static final int KEYS_A_LOOK = 20;
  private static final int LOOKS_AT_MOST = 256;

  /**
   * When the next key will expire, in milliseconds since the epoch: as far as that can be told
   * without looking at many keys, otherwise now.
   */
  public long nextExpiryMillis() {
    long next = Long.MAX_VALUE;
    for (Database database : databases) {
      if (database.volatileSize() > FEW_KEYS) {
        return nowMillis;
      }
      next = Math.min(next, database.nextExpiryMillis());
    }
    return next;
  }

  /**
   * Removes some of the keys whose time is over, as expire.c of Redis does: it samples, and goes on
   * while more than a tenth of the sample was over.
   *
   * @return whether there are still keys that can expire
   */
  public boolean expireCycle(RandomGenerator entropy) {
    boolean more = false;
    for (Database database : databases) {
      for (int look = 0; look < LOOKS_AT_MOST && database.volatileSize() > 0; look++) {
        if (database.expireSample(KEYS_A_LOOK, entropy) <= KEYS_A_LOOK / 10) {
          break;
        }
      }
      more |= database.volatileSize() > 0;
    }
    return more;
  }
}
