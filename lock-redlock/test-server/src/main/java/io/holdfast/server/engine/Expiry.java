package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.keyspace.Database;
import java.time.Duration;

/**
 * When keys are removed whose time is over, if nobody looks for them: by sampling ten times a
 * second as Redis does, or on time, with a timer for each key, where {@code holdfast-expiry} is
 * {@code timed}. Either way a key whose time is over is never seen.
 */
final class Expiry {

  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final String TIMED = "timed";

  private final Engine engine;
  private boolean scheduled;

  Expiry(Engine engine) {
    this.engine = engine;
  }

  /** A key was given a time to live. */
  void willExpire(Database database, Bytes key, long atMillis) {
    if (engine.config().expiry.get().equals(TIMED)) {
      long leftMillis = atMillis - engine.keyspace().nowMillis() + 1; // Over is when it is past.
      engine
          .host()
          .after(
              Duration.ofMillis(Math.max(0, leftMillis)),
              () -> engine.inUnit(() -> database.find(key)));
    } else {
      schedule();
    }
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      engine.host().after(PERIOD, this::sample);
    }
  }

  private void sample() {
    scheduled = false;
    boolean[] more = new boolean[1];
    engine.inUnit(() -> more[0] = engine.keyspace().expireCycle(engine.host().entropy()));
    if (more[0]) {
      schedule();
    }
  }
}
