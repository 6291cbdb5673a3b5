package io.holdfast.lock.redis;

/**
 * The keys of a lock, all in one cluster slot because its name is their hash tag: the lock itself,
 * a plain string, so that any other client's {@code SET NX PX} excludes and is excluded; its queue;
 * and the fencing counter, which is shared by all locks of a slot so that a million names do not
 * leave a million keys.
 */
final class RedisKeys {

  private final String prefix;
  private final boolean clustered;

  RedisKeys(String prefix, boolean clustered) {
    this.prefix = prefix;
    this.clustered = clustered;
  }

  /** Whether keys live in slots, so that one script can touch those of one slot only. */
  boolean areInSlots() {
    return clustered;
  }

  String lock(String lockName) {
    return prefix + ":{" + lockName + '}';
  }

  /** The keys of the acquire and release scripts, in their order. */
  String[] all(String lockName) {
    String lock = lock(lockName);
    return new String[] {lock, lock + ":queue", fencingCounter(lock)};
  }

  private String fencingCounter(String lock) {
    return clustered
        ? prefix + ":{" + SlotTags.of(LettuceSlots.of(lock)) + "}:fence"
        : prefix + ":fence";
  }

  /** For each slot a short tag that hashes to it, found once by trying. */
  private static final class SlotTags {

    private static final String[] TAGS = find();

    static String of(int slot) {
      return TAGS[slot];
    }

    private static String[] find() {
      String[] tags = new String[LettuceSlots.COUNT];
      int found = 0;
      for (int i = 0; found < tags.length; i++) {
        String tag = Integer.toString(i, Character.MAX_RADIX);
        int slot = LettuceSlots.of(tag);
        if (tags[slot] == null) {
          tags[slot] = tag;
          found++;
        }
      }
      return tags;
    }
  }
}
