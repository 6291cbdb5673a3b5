package io.holdfast.lock.redlock;

import java.time.Duration;

/**
 * One node as this client sees it now.
 *
 * @param address where it is, without credentials
 * @param state whether its vote counts
 * @param votesIn how long until its vote counts again; zero unless it is quarantined
 * @param detail the same in words
 */
public record NodeStatus(String address, State state, Duration votesIn, String detail) {

  /** Whether a node's vote counts, and why not. */
  public enum State {
    /** It counts. */
    VOTING,
    /** It restarted and may have forgotten locks: see {@link DelayedRestart}. */
    QUARANTINED,
    /** There is no connection, or the server behind it has not said yet who it is. */
    UNREACHABLE,
    /** It is no independent master: a replica, a server that is in the list twice. */
    REFUSED
  }

  /** One line. */
  @Override
  public String toString() {
    return address + " " + state + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
