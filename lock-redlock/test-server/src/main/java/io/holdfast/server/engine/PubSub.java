package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import io.holdfast.server.protocol.RespWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is subscribed to what, and the delivery of what is published. */
public final class PubSub {

  private static final Bytes MESSAGE = Bytes.of("message");
  private static final Bytes PATTERN_MESSAGE = Bytes.of("pmessage");
  private static final Bytes SHARD_MESSAGE = Bytes.of("smessage");

  /** The three kinds of subscription. */
  public enum Kind {
    CHANNEL("subscribe", "unsubscribe"),
    PATTERN("psubscribe", "punsubscribe"),
    SHARD("ssubscribe", "sunsubscribe");

    private final String subscribed;
    private final String unsubscribed;

    Kind(String subscribed, String unsubscribed) {
      this.subscribed = subscribed;
      this.unsubscribed = unsubscribed;
    }

    Set<Bytes> of(Session session) {
      return switch (this) {
        case CHANNEL -> session.channels();
        case PATTERN -> session.patterns();
        case SHARD -> session.shardChannels();
      };
    }
  }

  private final Map<Bytes, Set<Session>> byChannel = new LinkedHashMap<>();
  private final Map<Bytes, Set<Session>> byPattern = new LinkedHashMap<>();
  private final Map<Bytes, Set<Session>> byShard = new LinkedHashMap<>();

  private Map<Bytes, Set<Session>> subscribers(Kind kind) {
    return switch (kind) {
      case CHANNEL -> byChannel;
      case PATTERN -> byPattern;
      case SHARD -> byShard;
    };
  }

  /** Subscribes the session and tells it so. */
  public void subscribe(Session session, Kind kind, Bytes name) {
    if (kind.of(session).add(name)) {
      subscribers(kind).computeIfAbsent(name, any -> new LinkedHashSet<>()).add(session);
    }
    tell(session, kind.subscribed, name, kind);
  }

  /** Ends a subscription and tells the session so, whether there was one or not. */
  public void unsubscribe(Session session, Kind kind, Bytes name) {
    drop(session, kind, name);
    tell(session, kind.unsubscribed, name, kind);
  }

  /**
   * Ends all subscriptions of that kind, each with its message; one message where there is none.
   */
  public void unsubscribeAll(Session session, Kind kind) {
    if (kind.of(session).isEmpty()) {
      RespWriter out = session.out();
      out.push(3);
      out.bulk(kind.unsubscribed);
      out.nil();
      out.integer(count(session, kind));
    }
    for (Bytes name : List.copyOf(kind.of(session))) {
      unsubscribe(session, kind, name);
    }
  }

  /** Ends all subscriptions in silence. */
  void forget(Session session) {
    for (Kind kind : Kind.values()) {
      for (Bytes name : List.copyOf(kind.of(session))) {
        drop(session, kind, name);
      }
    }
  }

  private void drop(Session session, Kind kind, Bytes name) {
    if (kind.of(session).remove(name)) {
      subscribers(kind)
          .computeIfPresent(
              name,
              (any, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
              });
    }
  }

  private static void tell(Session session, String what, Bytes name, Kind kind) {
    RespWriter out = session.out();
    out.push(3);
    out.bulk(what);
    out.bulk(name);
    out.integer(count(session, kind));
  }

  private static long count(Session session, Kind kind) {
    return kind == Kind.SHARD
        ? session.shardChannels().size()
        : (long) session.channels().size() + session.patterns().size();
  }

  /** Delivers to the channel's subscribers and to those of matching patterns; returns how many. */
  public long publish(Bytes channel, Bytes message) {
    long receivers = 0;
    for (Session session : byChannel.getOrDefault(channel, Set.of())) {
      deliver(session, MESSAGE, channel, message);
      receivers++;
    }
    for (Map.Entry<Bytes, Set<Session>> pattern : byPattern.entrySet()) {
      if (!Glob.matches(pattern.getKey(), channel)) {
        continue;
      }
      for (Session session : pattern.getValue()) {
        deliver(session, PATTERN_MESSAGE, pattern.getKey(), channel, message);
        receivers++;
      }
    }
    return receivers;
  }

  /** Delivers to the shard channel's subscribers; returns how many. */
  public long publishToShard(Bytes channel, Bytes message) {
    long receivers = 0;
    for (Session session : byShard.getOrDefault(channel, Set.of())) {
      deliver(session, SHARD_MESSAGE, channel, message);
      receivers++;
    }
    return receivers;
  }

  private static void deliver(Session session, Bytes... parts) {
    RespWriter out = session.out();
    out.push(parts.length);
    for (Bytes part : parts) {
      out.bulk(part);
    }
    session.outputReady();
  }

  /** The names that have subscribers, in no promised order. */
  public List<Bytes> active(Kind kind) {
    return new ArrayList<>(subscribers(kind).keySet());
  }

  /** How many sessions are subscribed to that name. */
  public long subscribers(Kind kind, Bytes name) {
    return subscribers(kind).getOrDefault(name, Set.of()).size();
  }
}
