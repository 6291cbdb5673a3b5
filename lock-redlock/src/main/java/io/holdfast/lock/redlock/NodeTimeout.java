package io.holdfast.lock.redlock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long one node may take for one answer. Small against the lease time, so that nodes that are
 * silent do not use the lease up: a twentieth of it, but at least 5 and at most 50 ms, unless a
 * fixed time is named.
 *
 * @param fixed the same for every lease time; null where it follows from the lease time
 */
record NodeTimeout(@Nullable Duration fixed) {

  private static final Duration SHORTEST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMillis(50);
  private static final Duration LONGEST_FIXED = Duration.ofSeconds(10);
  private static final int PART_OF_LEASE_TIME = 20;

  NodeTimeout {
    if (fixed != null && (fixed.toMillis() < 1 || fixed.compareTo(LONGEST_FIXED) > 0)) {
      throw new IllegalArgumentException(
          "nodeTimeout must be PT0.001S..%s, was %s".formatted(LONGEST_FIXED, fixed));
    }
  }

  Duration of(Duration leaseTime) {
    if (fixed != null) {
      return fixed;
    }
    Duration part = leaseTime.dividedBy(PART_OF_LEASE_TIME);
    if (part.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return part.compareTo(LONGEST) > 0 ? LONGEST : part;
  }

  /** The longest that any lease time leads to. */
  Duration longest() {
    return fixed == null ? LONGEST : fixed;
  }

  /** Refuses a lease time that two rounds of silent nodes would use up. */
  void requireRoomIn(Duration leaseTime) {
    Duration twice = of(leaseTime).multipliedBy(2);
    if (leaseTime.compareTo(twice) < 0) {
      throw new IllegalArgumentException(
          "leaseTime must be at least twice the nodeTimeout, which makes %s, was %s"
              .formatted(twice, leaseTime));
    }
  }
}
