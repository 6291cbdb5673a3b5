package io.holdfast.examples.quickstart;

import java.time.Duration;

/**
 * How large the show is.
 *
 * @param workers how many processes
 * @param bookings how many they make in an act, all together, give or take
 * @param leaseTime how long a lease is good for once nobody renews it (the TTL of the lock's key),
 *     in the acts that wait for it
 * @param timeLimit when the show is given up, which only a machine that is very busy comes near
 */
record Plan(int workers, int bookings, Duration leaseTime, Duration timeLimit) {

  private static final int FEWEST_ROUNDS = 20;

  /** The show as examples/run gives it: about 10 seconds on an idle machine with two cores. */
  static Plan ofWorkers(int workers) {
    return new Plan(workers, 600, Duration.ofSeconds(2), Duration.ofMinutes(2));
  }

  /**
   * The same show with as many bookings as suit the machine. On a busy one each hand-over of the
   * lock waits for a processor several times; how long is seen when the crew starts.
   *
   * @param start how long the crew took to start; a second for each worker is usual
   */
  Plan fitting(Duration start) {
    Duration usual = Duration.ofSeconds(workers);
    if (start.compareTo(usual) <= 0) {
      return this;
    }
    int fewer = Math.toIntExact(bookings * usual.toMillis() / start.toMillis());
    return new Plan(workers, fewer, leaseTime, timeLimit);
  }

  /** How many bookings each worker makes where all of them run. */
  int rounds() {
    return Math.max(FEWEST_ROUNDS, bookings / workers);
  }

  /** How many each makes around a holder that is in trouble. */
  int fewRounds() {
    return Math.max(FEWEST_ROUNDS / 4, rounds() / 10);
  }
}
