package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.host.Host;
import io.holdfast.server.keyspace.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that wait for keys. When a key that somebody waits for has changed, those who wait for
 * it run their commands again after the unit has closed, first come, first served; who still cannot
 * be answered keeps its place.
 */
public final class BlockedClients {

  private record Place(int database, Bytes key) {}

  /** One session that waits. */
  static final class Blocked {
    private final Session session;
    private final CommandSpec spec;
    private final Bytes[] words;
    private final List<Place> places;
    private final Runnable onTimeout;
    private Deadlines.@Nullable Deadline deadline;

    private Blocked(Call call, Bytes[] words, List<Place> places, Runnable onTimeout) {
      this.session = call.session();
      this.spec = call.spec();
      this.words = words;
      this.places = places;
      this.onTimeout = onTimeout;
    }

    CommandSpec spec() {
      return spec;
    }

    Session session() {
      return session;
    }

    Bytes[] words() {
      return words;
    }
  }

  private final Engine engine;
  private final Deadlines deadlines;
  private final Map<Place, Set<Blocked>> waiting = new LinkedHashMap<>();
  private final Set<Place> ready = new LinkedHashSet<>();
  private int count;

  BlockedClients(Engine engine, Host host) {
    this.engine = engine;
    this.deadlines = new Deadlines(host);
  }

  /** How many sessions wait. */
  public int count() {
    return count;
  }

  void block(Call call, Bytes[] request, List<Bytes> keys, Duration timeout, Runnable onTimeout) {
    Session session = call.session();
    if (session.blocked() != null) {
      return; // Its command was run again in vain: it keeps its place and its deadline.
    }
    List<Place> places = new ArrayList<>(keys.size());
    for (Bytes key : keys) {
      places.add(new Place(session.database().index(), key));
    }
    Blocked blocked = new Blocked(call, request, places, onTimeout);
    session.blocked(blocked);
    count++;
    for (Place place : places) {
      waiting.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(blocked);
    }
    if (!timeout.isZero()) {
      blocked.deadline = deadlines.after(timeout, () -> timeOut(blocked));
    }
  }

  private void timeOut(Blocked blocked) {
    if (blocked.session.blocked() == blocked) {
      release(blocked);
      blocked.onTimeout.run();
      engine.goOn(blocked.session);
    }
  }

  /**
   * Ends the wait of a session as its timeout would, or with an error.
   *
   * @return whether it waited for keys
   */
  public boolean unblock(Session session, @Nullable String error) {
    Blocked blocked = session.blocked();
    if (blocked == null) {
      return false;
    }
    if (error == null) {
      timeOut(blocked);
    } else {
      release(blocked);
      session.out().error(error);
      engine.goOn(session);
    }
    return true;
  }

  void forget(Session session) {
    Blocked blocked = session.blocked();
    if (blocked != null) {
      release(blocked);
    }
  }

  private void release(Blocked blocked) {
    blocked.session.blocked(null);
    count--;
    if (blocked.deadline != null) {
      deadlines.cancel(blocked.deadline);
    }
    for (Place place : blocked.places) {
      waiting.computeIfPresent(
          place,
          (any, sessions) -> {
            sessions.remove(blocked);
            return sessions.isEmpty() ? null : sessions;
          });
    }
  }

  void changed(Database database, Bytes key) {
    if (count > 0) {
      Place place = new Place(database.index(), key);
      if (waiting.containsKey(place)) {
        ready.add(place);
      }
    }
  }

  void replaced(Database database) {
    for (Place place : waiting.keySet()) {
      if (place.database() == database.index()) {
        ready.add(place);
      }
    }
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /**
   * Serves those who wait for what has changed, also for what serving them has changed.
   *
   * @return who has been served, to go on with what it has sent meanwhile
   */
  List<Session> serveReady() {
    List<Session> served = new ArrayList<>();
    while (!ready.isEmpty()) {
      List<Place> places = List.copyOf(ready);
      ready.clear();
      for (Place place : places) {
        for (Blocked blocked : List.copyOf(waiting.getOrDefault(place, Set.of()))) {
          if (blocked.session.blocked() == blocked && engine.runAgain(blocked, place.key())) {
            release(blocked);
            served.add(blocked.session);
          }
        }
      }
    }
    return served;
  }
}
