package io.holdfast.lock;

/** Where a {@link Lease} stands. It moves down this list, but for AT_RISK, which can recover. */
public enum LeaseState {
  /** Valid, and its last renewal was confirmed. */
  HELD(true),
  /** Valid, but a renewal failed or is overdue; recovers with the next one that is confirmed. */
  AT_RISK(true),
  /** Can no longer be proven: the deadline passed, or the backend named another owner. Final. */
  LOST(false),
  /** Given back by its holder, or by closing the client. Final. */
  RELEASED(false);

  private final boolean live;

  LeaseState(boolean live) {
    this.live = live;
  }

  /** Whether a lease in this state is valid. */
  public boolean isLive() {
    return live;
  }
}
