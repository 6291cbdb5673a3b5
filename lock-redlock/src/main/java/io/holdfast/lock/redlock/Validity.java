package io.holdfast.lock.redlock;

import java.time.Duration;

/**
 * The arithmetic of how long a majority's yes is worth something: lease time − (T2 − T1) − (lease
 * time × drift factor + 2 ms), where T1 is before the first request was sent and T2 is now.
 *
 * <p>Source: <a
 * href="https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/">Distributed Locks
 * with Redis</a>, "Is the Algorithm Asynchronous?": the first key was set at T1 at the earliest, so
 * it is gone at T1 + lease time at the earliest, less what the clocks' rates may differ by. The
 * engine counts a lease's deadline in the same way, from the grant's {@code validFromNanos}, which
 * is T1 (ValidityTest shows both to be one).
 *
 * @param leaseTime how long each node keeps the lock
 * @param driftFactor the part of it that is given away for clocks of different rates
 */
record Validity(Duration leaseTime, double driftFactor) {

  /** The part of a lease time that is given away where nothing else is named. */
  static final double DEFAULT_DRIFT_FACTOR = 0.01;

  private static final long DRIFT_CONSTANT_NANOS = 2_000_000;

  Validity {
    if (!(driftFactor >= 0 && driftFactor < 1)) {
      throw new IllegalArgumentException(
          "driftFactor must be 0 or more and less than 1, was " + driftFactor);
    }
  }

  /** What is given away: the lease time's part, rounded up, and two milliseconds. */
  Duration drift() {
    return Duration.ofNanos(
        (long) Math.ceil(leaseTime.toNanos() * driftFactor) + DRIFT_CONSTANT_NANOS);
  }

  /**
   * What is left; zero or less is a failure, whoever said yes.
   *
   * @param askedAt T1, before the first request was sent
   * @param now T2
   */
  long leftNanos(long askedAt, long now) {
    return leaseTime.minus(drift()).toNanos() - (now - askedAt);
  }
}
