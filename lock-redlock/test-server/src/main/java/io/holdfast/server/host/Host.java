package io.holdfast.server.host;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Clocks, timers, randomness and files of one server; for the engine's one thread only. */
public interface Host {

  /** Nanoseconds of a clock that never goes back. */
  long nanoTime();

  /** Microseconds since the epoch, by a clock that may jump. */
  long wallMicros();

  /** What the wall clock reads, in microseconds, when {@link #nanoTime()} reads that. */
  long wallMicrosAt(long nanoTime);

  /** Milliseconds since the epoch, by the same clock. */
  default long wallMillis() {
    return wallMicros() / 1_000;
  }

  /** Runs the task once on the engine's thread, when the delay has passed. */
  void after(Duration delay, Runnable task);

  /** Lets time pass in which nothing happens at all. */
  void sleep(Duration time);

  /** Where random choices come from. */
  RandomGenerator entropy();

  /** Where files are. */
  Disk disk();

  /**
   * Runs the body on a Java stack of its own while the engine's thread waits for it: scripts
   * recurse deeper than one stack bears, and their coroutines each need one.
   *
   * @param bytes how large the stack must be
   * @param body never throws
   * @return false where there are no threads to be had; then nothing runs
   */
  default boolean lendStack(long bytes, Runnable body) {
    return false;
  }

  /** Whether the server is to end, so that a command that runs on and on is to be given up. */
  default boolean isEnding() {
    return false;
  }

  /**
   * Lets other connections be read while the engine is busy with one command: called by a script
   * that runs too long. Does nothing where there are no connections.
   */
  default void pollWhileBusy() {}
}
