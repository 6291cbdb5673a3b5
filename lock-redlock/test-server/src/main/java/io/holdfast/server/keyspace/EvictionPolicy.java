package io.holdfast.server.keyspace;

import java.util.Locale;

/** Which keys go when memory is full: the values of {@code maxmemory-policy}. */
public enum EvictionPolicy {
  VOLATILE_LRU,
  VOLATILE_LFU,
  VOLATILE_RANDOM,
  VOLATILE_TTL,
  ALLKEYS_LRU,
  ALLKEYS_LFU,
  ALLKEYS_RANDOM,
  NOEVICTION;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in redis.conf. */
  public String word() {
    return word;
  }

  /** Whether only keys that expire may go. */
  boolean isVolatile() {
    return word.startsWith("volatile");
  }

  /** Whether any key of a database is as good as any other. */
  boolean isRandom() {
    return word.endsWith("random");
  }

  /** Whether how often keys are used decides. */
  public boolean isByFrequency() {
    return word.endsWith("lfu");
  }

  /** Whether how a key was used decides, so that each value must know its own. */
  public boolean keepsUsage() {
    return isByFrequency() || word.endsWith("lru");
  }

  /** The more, the sooner the key goes. */
  long score(Entry entry, Keyspace keyspace) {
    return switch (this) {
      case VOLATILE_TTL -> Long.MAX_VALUE - entry.expireAtMillis();
      case VOLATILE_LFU, ALLKEYS_LFU ->
          255 - keyspace.usage().frequency(entry, keyspace.nowMillis());
      default -> keyspace.usage().idleSeconds(entry, keyspace.nowMillis());
    };
  }
}
