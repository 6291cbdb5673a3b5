package io.holdfast.server.tcp;

/** The machine's wall clock. */
public final class WallClock {

  private WallClock() {}

  /** Milliseconds since the epoch. */
  public static long millis() {
    return System.currentTimeMillis();
  }
}
