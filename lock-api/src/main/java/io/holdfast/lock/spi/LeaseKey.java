package io.holdfast.lock.spi;

/**
 * One acquisition of one lock.
 *
 * @param lockName the lock
 * @param token random, fresh for each acquisition; proves the right to renew and release
 */
public record LeaseKey(String lockName, String token) {

  /** The lock's name only: a token never reaches a log. */
  @Override
  public String toString() {
    return "LeaseKey[" + lockName + "]";
  }
}
