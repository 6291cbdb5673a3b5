package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.LeaseKey;

/**
 * What a client says of itself to every node.
 *
 * @param keyPrefix what its keys begin with
 * @param owner who it is, for people who look at a lock
 * @param inbox the channel on which it is told of locks that it waits for
 * @param fenced whether grants have a fencing token
 */
record Terms(String keyPrefix, String owner, String inbox, boolean fenced) {

  /** The lock itself, under the same key as on a single Redis. */
  String lock(String lockName) {
    return keyPrefix + ":{" + lockName + '}';
  }

  /** Who waits for it. */
  String waiters(String lockName) {
    return lock(lockName) + ":waiters";
  }

  /** The fencing counter of all locks. */
  String fencingCounter() {
    return keyPrefix + ":fence";
  }

  /** Rounded up: zero means that the asker does not wait. */
  static String waitMillis(LeaseKey key) {
    return Long.toString(key.waitTime().plusNanos(999_999).toMillis());
  }
}
