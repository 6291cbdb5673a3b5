package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.LeaseKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The present attempt of each acquisition, from its first question to its release. */
final class Attempts {

  private final Map<String, Attempt> byToken = new ConcurrentHashMap<>();

  /** Begins the acquisition's next attempt. */
  Attempt next(LeaseKey key) {
    return Objects.requireNonNull(
        byToken.compute(
            key.token(),
            (token, present) -> present == null ? new Attempt(key, 1) : present.next()));
  }

  @Nullable Attempt present(LeaseKey key) {
    return byToken.get(key.token());
  }

  /** Ends the acquisition: whatever yes comes for it from now on is undone. */
  void end(LeaseKey key) {
    Attempt present = byToken.remove(key.token());
    if (present != null) {
      present.end();
    }
  }

  /** How many acquisitions there are. */
  int count() {
    return byToken.size();
  }
}
