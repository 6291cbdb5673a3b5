package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.keyspace.Database;
import java.time.Duration;

/**
 * When keys are removed whose time is over, if nobody looks for them: by sampling ten times a
 * second as Redis does, or on time, with a timer for each key, where {@code holdfast-expiry} is
 * {@code timed}. Either way a key whose time is over is never seen.
 *
 * <p>Sampling rests until a key can be due, so an idle server does nothing, and a simulated day of
 * which nothing is due in between passes at once.
 */
final class Expiry {

  private static final long PERIOD_MILLIS = 100;
  private static final long LONGEST_REST_MILLIS = Duration.ofDays(1).toMillis();
  private static final long NOT_SCHEDULED = Long.MAX_VALUE;
  private static final String TIMED = "timed";

  private final Engine engine;
  private long nextSampleMillis = NOT_SCHEDULED;
  private boolean active = true;

  Expiry(Engine engine) {
    this.engine = engine;
  }

  /** Whether keys are removed that nobody looks for. */
  void active(boolean removes) {
    active = removes;
    scheduleFor(engine.keyspace().nowMillis());
  }

  /** A key was given a time to live. */
  void willExpire(Database database, Bytes key, long atMillis) {
    if (engine.config().expiry.get().equals(TIMED)) {
      long leftMillis = atMillis - engine.keyspace().nowMillis() + 1; // Over is when it is past.
      engine.host().after(Duration.ofMillis(Math.max(0, leftMillis)), () -> look(database, key));
    } else {
      scheduleFor(atMillis);
    }
  }

  private void look(Database database, Bytes key) {
    if (active) {
      engine.inUnit(() -> database.find(key));
    }
  }

  /** Has a sample taken in the first period in which a key of that time is over. */
  private void scheduleFor(long atMillis) {
    long nowMillis = engine.keyspace().nowMillis();
    long restMillis = Math.min(Math.max(0, atMillis - nowMillis), LONGEST_REST_MILLIS);
    long delayMillis = (restMillis / PERIOD_MILLIS + 1) * PERIOD_MILLIS;
    long dueMillis = nowMillis + delayMillis;
    if (dueMillis < nextSampleMillis) {
      nextSampleMillis = dueMillis;
      engine.host().after(Duration.ofMillis(delayMillis), () -> sample(dueMillis));
    }
  }

  private void sample(long dueMillis) {
    if (dueMillis != nextSampleMillis) {
      return; // An earlier one took its place.
    }
    nextSampleMillis = NOT_SCHEDULED;
    if (!active) {
      return;
    }
    boolean[] more = new boolean[1];
    engine.inUnit(() -> more[0] = engine.keyspace().expireCycle(engine.host().entropy()));
    if (more[0]) {
      scheduleFor(engine.keyspace().nextExpiryMillis());
    }
  }
}
