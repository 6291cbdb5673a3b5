package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.protocol.RespWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Client side caching: who has read which key, and telling them when it changes. A key is told once
 * and then forgotten until it is read again. Changes that are broadcast by prefix are collected
 * while the server reads what has come, and told together.
 */
public final class Tracking {

  private static final Bytes CHANNEL = Bytes.of("__redis__:invalidate");

  private final Engine engine;
  private final Map<Bytes, Set<Session>> readers = new HashMap<>();
  private final Map<Bytes, Set<Session>> byPrefix = new TreeMap<>();
  // What has changed below each prefix, and who did it, since it was last told.
  private final Map<Bytes, Map<Bytes, @Nullable Session>> changedByPrefix = new TreeMap<>();
  // What the running command must be told about its own changes, after its reply; null for all.
  private final List<@Nullable Bytes> ownChanges = new ArrayList<>();
  private boolean broadcastScheduled;
  private int sessions;

  Tracking(Engine engine) {
    this.engine = engine;
  }

  /** How many sessions are told. */
  public int sessions() {
    return sessions;
  }

  /** How many keys are remembered. */
  public int keys() {
    return readers.size();
  }

  /** How often a session is remembered with a key. */
  public long items() {
    return readers.values().stream().mapToLong(Set::size).sum();
  }

  /** How many prefixes are broadcast. */
  public int prefixes() {
    return byPrefix.size();
  }

  /** Begins to tell the session, or changes what it is told. */
  public void begin(Session session, TrackingOptions options) {
    if (session.tracking() == null) {
      sessions++;
    }
    session.tracking(options);
    for (Bytes prefix : options.prefixes()) {
      byPrefix.computeIfAbsent(prefix, any -> new LinkedHashSet<>()).add(session);
    }
  }

  /** Tells the session no more. */
  public void end(Session session) {
    TrackingOptions options = session.tracking();
    if (options == null) {
      return;
    }
    sessions--;
    session.tracking(null);
    session.caching(false);
    session.redirectBroken(false);
    for (Bytes prefix : options.prefixes()) {
      Set<Session> told = byPrefix.get(prefix);
      if (told != null && told.remove(session) && told.isEmpty()) {
        byPrefix.remove(prefix);
        changedByPrefix.remove(prefix);
      }
    }
  }

  /** The session has run a command that reads these keys. */
  void read(Session session, CommandSpec spec, Bytes[] words) {
    TrackingOptions options = session.tracking();
    if (options == null
        || options.broadcast()
        || !spec.is(CommandFlag.READONLY)
        || (options.optIn() && !session.isCaching())
        || (options.optOut() && session.isCaching())) {
      return;
    }
    spec.forEachKey(
        words, at -> readers.computeIfAbsent(words[at], any -> new LinkedHashSet<>()).add(session));
  }

  /** The key has changed, by that session or by none. */
  void changed(@Nullable Session by, Bytes key) {
    if (sessions == 0) {
      return;
    }
    rememberForBroadcast(by, key);
    Set<Session> told = readers.remove(key);
    if (told == null) {
      return;
    }
    for (Session session : told) {
      TrackingOptions options = session.tracking();
      if (options == null || options.broadcast() || (session == by && options.noLoop())) {
        continue;
      }
      if (session == by) {
        ownChanges.add(key);
      } else {
        tell(session, options, List.of(key));
      }
    }
  }

  /** All keys are gone: each session is told to forget everything. */
  void flushed(@Nullable Session by) {
    for (Session session : engine.sessions()) {
      TrackingOptions options = session.tracking();
      if (options != null && session == by) {
        ownChanges.add(null);
      } else if (options != null) {
        tell(session, options, null);
      }
    }
    readers.clear();
  }

  /** The running command has answered: now it is told about its own changes. */
  void commandEnded(Session session) {
    if (ownChanges.isEmpty()) {
      return;
    }
    TrackingOptions options = session.tracking();
    if (options != null) {
      for (Bytes key : ownChanges) {
        tell(session, options, key == null ? null : List.of(key));
      }
    }
    ownChanges.clear();
  }

  // ---- broadcasting

  private void rememberForBroadcast(@Nullable Session by, Bytes key) {
    for (Bytes prefix : byPrefix.keySet()) {
      if (key.startsWith(prefix)) {
        changedByPrefix.computeIfAbsent(prefix, any -> new LinkedHashMap<>()).put(key, by);
        if (!broadcastScheduled) {
          broadcastScheduled = true;
          engine.host().after(Duration.ZERO, this::broadcast);
        }
      }
    }
  }

  private void broadcast() {
    broadcastScheduled = false;
    changedByPrefix.forEach(
        (prefix, changes) -> {
          for (Session session : List.copyOf(byPrefix.getOrDefault(prefix, Set.of()))) {
            broadcast(session, changes);
          }
        });
    changedByPrefix.clear();
  }

  private void broadcast(Session session, Map<Bytes, @Nullable Session> changes) {
    TrackingOptions options = session.tracking();
    if (options == null) {
      return;
    }
    List<Bytes> keys = new ArrayList<>();
    changes.forEach(
        (key, by) -> {
          if (!options.noLoop() || by != session) {
            keys.add(key);
          }
        });
    if (!keys.isEmpty()) {
      tell(session, options, keys);
    }
  }

  // ---- telling

  /** Sends the message to the session or to whom it redirects; no keys stand for all. */
  private void tell(Session session, TrackingOptions options, @Nullable List<Bytes> keys) {
    Session target = options.redirect() == 0 ? session : engine.session(options.redirect());
    if (target == null) {
      redirectIsBroken(session, options);
      return;
    }
    RespWriter out = target.out();
    if (out.isResp3()) {
      out.push(2);
      out.bulk("invalidate");
    } else if (target != session && target.subscriptions() > 0) {
      out.push(3);
      out.bulk("message");
      out.bulk(CHANNEL);
    } else {
      return; // RESP2 has no way to say it.
    }
    if (keys == null) {
      out.nil();
    } else {
      out.array(keys.size());
      keys.forEach(out::bulk);
    }
    target.outputReady();
  }

  private static void redirectIsBroken(Session session, TrackingOptions options) {
    session.redirectBroken(true);
    if (session.out().isResp3()) {
      session.out().push(2);
      session.out().bulk("tracking-redir-broken");
      session.out().integer(options.redirect());
      session.outputReady();
    }
  }
}
