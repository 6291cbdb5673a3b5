package io.holdfast.lock.spi;

import java.time.Duration;

/**
 * One acquisition of one lock: all that its traces in the backend are made of, so that they can be
 * found again whatever became of the answers.
 *
 * @param lockName the lock
 * @param token random, fresh for each acquisition; proves the right to renew and release
 * @param leaseTime how long a grant lasts without renewal; whole milliseconds
 * @param waitTime how long the asker is ready to wait, so that it may be queued; zero where it is
 *     not to be queued
 */
public record LeaseKey(String lockName, String token, Duration leaseTime, Duration waitTime) {

  /** The lock's name only: a token never reaches a log. */
  @Override
  public String toString() {
    return "LeaseKey[" + lockName + "]";
  }
}
