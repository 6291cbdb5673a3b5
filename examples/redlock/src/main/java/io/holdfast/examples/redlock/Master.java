package io.holdfast.examples.redlock;

import java.time.Duration;

/** A master, as the one sees it who plays its fate. */
interface Master extends AutoCloseable {

  /** How to reach it, with its password. */
  String uri();

  /** What happens to it, in words. */
  String misfortune();

  /**
   * Takes it away.
   *
   * @param time for how long at least, until {@link #heal()}
   */
  void harm(Duration time);

  /** Gives it back. */
  void heal();

  @Override
  void close();
}
