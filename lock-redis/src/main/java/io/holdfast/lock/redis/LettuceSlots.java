package io.holdfast.lock.redis;

import io.lettuce.core.cluster.SlotHash;

/** The slots of a Redis Cluster, as Lettuce computes them. */
final class LettuceSlots {

  /** How many there are. */
  static final int COUNT = SlotHash.SLOT_COUNT;

  private LettuceSlots() {}

  /** The slot of a key: of its hash tag where it has one. */
  static int of(String key) {
    return SlotHash.getSlot(key);
  }
}
