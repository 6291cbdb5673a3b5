package io.holdfast.examples.quickstart;

import java.time.Duration;

/**
 * An order to a worker: add one to a ledger, so many times. Travels as one line.
 *
 * @param care how
 * @param ledger the ledger's file name
 * @param rounds how many times
 * @param pauseIn the round in whose middle the worker waits for {@link #GO_ON}, or 0 for none
 * @param leaseTime of the lock, where one is used
 */
record Work(Care care, String ledger, int rounds, int pauseIn, Duration leaseTime) {

  /** Has a worker that waits in the middle of a round go on. */
  static final String GO_ON = "go on";

  /** How a worker takes care of the ledger. */
  enum Care {
    /** Reads, adds, writes. */
    NONE,
    /** The same while it holds the lock. */
    LOCK,
    /** The same while it holds the lock, and shows the ledger its fencing token. */
    LOCK_AND_FENCE
  }

  Work pausingIn(int round) {
    return new Work(care, ledger, rounds, round, leaseTime);
  }

  String asLine() {
    return "%s %s %d %d %d".formatted(care, ledger, rounds, pauseIn, leaseTime.toMillis());
  }

  static Work parse(String line) {
    String[] words = line.split(" ", -1);
    return new Work(
        Care.valueOf(words[0]),
        words[1],
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Duration.ofMillis(Long.parseLong(words[4])));
  }
}
