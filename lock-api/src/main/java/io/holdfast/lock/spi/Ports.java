package io.holdfast.lock.spi;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** All that the engine gets from the world besides a {@link LockBackend}. */
public interface Ports extends AutoCloseable {

  /** Clock and timers. */
  TimeSource time();

  /** Where the code of callers runs: it may block, and does not hold up the engine. */
  Executor callbacks();

  /** Where tokens and jitter come from; unguessable where locks are real. */
  RandomGenerator entropy();

  /** Ends the threads behind the ports. */
  @Override
  void close();
}
