package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.keyspace.Keyspace;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who watches which key, for the optimistic locks of WATCH. */
public final class Watches {

  private final Keyspace keyspace;
  private final Map<Watched.Place, Set<Session>> watchers = new HashMap<>();

  Watches(Keyspace keyspace) {
    this.keyspace = keyspace;
  }

  /** The session wants to know whether the key of its database changes before its EXEC. */
  public void watch(Session session, Bytes key) {
    keyspace.database(session.database().index()).find(key);
    Watched.Place place = new Watched.Place(session.database().index(), key);
    if (watchers.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(session)) {
      session.watched().places().add(place);
    }
  }

  /** Whether a watched key of the session has changed, or its time is over by now. */
  public boolean isTouched(Session session) {
    for (Watched.Place place : session.watched().places()) {
      keyspace.database(place.database()).find(place.key()); // Expires it if it is due.
    }
    return session.watched().isTouched();
  }

  /** The session no longer wants to know of any key. */
  public void unwatch(Session session) {
    for (Watched.Place place : session.watched().places()) {
      watchers.computeIfPresent(
          place,
          (any, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
          });
    }
    session.watched().clear();
  }

  void changed(Database database, Bytes key) {
    if (!watchers.isEmpty()) {
      touch(new Watched.Place(database.index(), key));
    }
  }

  /** A key that is in neither database is not changed by this. */
  void replacing(Database database, @Nullable Database other) {
    for (Watched.Place place : watchers.keySet()) {
      if (place.database() == database.index()
          && (database.peek(place.key()) != null
              || (other != null && other.peek(place.key()) != null))) {
        touch(place);
      }
    }
  }

  private void touch(Watched.Place place) {
    watchers.getOrDefault(place, Set.of()).forEach(session -> session.watched().touch());
  }
}
