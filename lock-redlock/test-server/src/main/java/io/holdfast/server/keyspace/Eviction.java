package io.holdfast.server.keyspace;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the keys that make room, as evict.c of Redis does: from a few keys by chance the one that
 * was used least, and the next best are remembered in a small pool, so that with each round the
 * choice comes closer to the truth.
 */
public final class Eviction {

  private static final int POOL = 16;

  /** A key that may go next. */
  private record Candidate(Database database, Bytes key, long score) {}

  private final Keyspace keyspace;
  private final RandomGenerator entropy;
  // The best candidate last. It may be gone or used meanwhile: it is looked at again when taken.
  private final List<Candidate> pool = new ArrayList<>(POOL);
  private int nextDatabase;

  /** For those databases. */
  public Eviction(Keyspace keyspace, RandomGenerator entropy) {
    this.keyspace = keyspace;
    this.entropy = entropy;
  }

  /** Forgets the candidates: another policy has another opinion of them. */
  public void reset() {
    pool.clear();
  }

  /**
   * Removes one key.
   *
   * @param samples how many keys are looked at in each database
   * @return whether there was one that may go
   */
  public boolean evictOne(EvictionPolicy policy, int samples) {
    if (policy == EvictionPolicy.NOEVICTION) {
      return false;
    }
    Entry victim = policy.isRandom() ? anyKey(policy) : best(policy, samples);
    return victim != null;
  }

  private @Nullable Entry anyKey(EvictionPolicy policy) {
    for (int i = 0; i < keyspace.count(); i++) {
      Database database = keyspace.database(++nextDatabase % keyspace.count());
      if (hasKeys(database, policy)) {
        return evicted(database, database.sample(policy.isVolatile(), entropy));
      }
    }
    return null;
  }

  private @Nullable Entry best(EvictionPolicy policy, int samples) {
    while (fillPool(policy, samples)) {
      while (!pool.isEmpty()) {
        Candidate candidate = pool.remove(pool.size() - 1);
        Entry entry = candidate.database().peek(candidate.key());
        if (entry != null && (!policy.isVolatile() || entry.isVolatile())) {
          return evicted(candidate.database(), entry);
        }
      }
    }
    return null;
  }

  private static Entry evicted(Database database, Entry entry) {
    database.evict(entry);
    return entry;
  }

  private boolean fillPool(EvictionPolicy policy, int samples) {
    boolean any = false;
    for (Database database : keyspace.databases()) {
      if (hasKeys(database, policy)) {
        any = true;
        for (int i = 0; i < samples; i++) {
          Entry entry = database.sample(policy.isVolatile(), entropy);
          offer(new Candidate(database, entry.key(), policy.score(entry, keyspace)));
        }
      }
    }
    return any;
  }

  private void offer(Candidate candidate) {
    int place = pool.size();
    while (place > 0 && pool.get(place - 1).score() > candidate.score()) {
      place--;
    }
    if (pool.size() == POOL && place == 0) {
      return;
    }
    for (Candidate known : pool) {
      if (known.database() == candidate.database() && known.key().equals(candidate.key())) {
        return;
      }
    }
    if (pool.size() == POOL) {
      pool.remove(0);
      place--;
    }
    pool.add(place, candidate);
  }

  private static boolean hasKeys(Database database, EvictionPolicy policy) {
    return (policy.isVolatile() ? database.volatileSize() : database.size()) > 0;
  }
}
