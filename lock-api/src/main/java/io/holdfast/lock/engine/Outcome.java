package io.holdfast.lock.engine;

/** How an acquisition ended. A value, so that whoever asked makes the exception, in its thread. */
sealed interface Outcome {

  /** The lock is held. */
  record Won(LeaseLife lease) implements Outcome {}

  /** Another owner held the lock to the end of the wait. */
  record TimedOut() implements Outcome {}

  /** The backend could not be asked. */
  record Unavailable(Throwable cause) implements Outcome {}

  /** The caller gave up. */
  record Cancelled() implements Outcome {}

  /** The client was closed. */
  record Closed() implements Outcome {}
}
