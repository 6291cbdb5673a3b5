package io.holdfast.server.engine;

import io.holdfast.server.values.EncodingLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directives of redis.conf that this server knows, with their values. */
public final class ServerConfig {

  private static final long MOST = Long.MAX_VALUE;

  private final Map<String, Directive<?>> byName = new LinkedHashMap<>();

  public final Directive<Long> port = add(Directive.number("port", 6379, 0, 65535));
  public final Directive<String> bind = add(Directive.text("bind", "127.0.0.1"));
  public final Directive<Boolean> protectedMode = add(Directive.yesNo("protected-mode", true));
  public final Directive<Long> databases =
      add(Directive.number("databases", 16, 1, Integer.MAX_VALUE)).immutable();
  public final Directive<Long> timeoutSeconds =
      add(Directive.number("timeout", 0, 0, Integer.MAX_VALUE));
  public final Directive<Long> maxClients =
      add(Directive.number("maxclients", 10_000, 1, Integer.MAX_VALUE));
  public final Directive<String> requirePass = add(Directive.text("requirepass", ""));
  public final Directive<Long> maxMemory = add(Directive.memory("maxmemory", 0, 0, MOST));
  public final Directive<String> maxMemoryPolicy =
      add(
          Directive.choice(
              "maxmemory-policy",
              "noeviction",
              "volatile-lru",
              "volatile-lfu",
              "volatile-random",
              "volatile-ttl",
              "allkeys-lru",
              "allkeys-lfu",
              "allkeys-random",
              "noeviction"));
  public final Directive<Long> maxMemorySamples =
      add(Directive.number("maxmemory-samples", 5, 1, Integer.MAX_VALUE));
  public final Directive<Long> lfuLogFactor =
      add(Directive.number("lfu-log-factor", 10, 0, Integer.MAX_VALUE));
  public final Directive<Long> lfuDecayMinutes =
      add(Directive.number("lfu-decay-time", 1, 0, Integer.MAX_VALUE));
  public final Directive<Long> protoMaxBulkLength =
      add(Directive.memory("proto-max-bulk-len", 512L << 20, 1L << 20, Integer.MAX_VALUE - 64L));
  public final Directive<Long> busyReplyMillis =
      add(Directive.number("busy-reply-threshold", 5_000, 0, MOST));
  public final Directive<String> notifyKeyspaceEvents =
      add(
          new Directive<>(
              "notify-keyspace-events", "", ServerConfig::keyEventLetters, letters -> letters));
  public final Directive<Boolean> appendOnly = add(Directive.yesNo("appendonly", false));
  public final Directive<String> appendFsync =
      add(Directive.choice("appendfsync", "everysec", "everysec", "always", "no"));
  public final Directive<String> save = add(Directive.text("save", ""));
  public final Directive<String> dir = add(Directive.text("dir", "."));
  public final Directive<String> logFile = add(Directive.text("logfile", "")).immutable();
  public final Directive<String> pidFile = add(Directive.text("pidfile", "")).immutable();
  public final Directive<Boolean> daemonize = add(Directive.yesNo("daemonize", false)).immutable();
  public final Directive<Long> slowlogSlowerThanMicros =
      add(Directive.number("slowlog-log-slower-than", 10_000, -1, MOST));
  public final Directive<Long> slowlogMaxLength =
      add(Directive.number("slowlog-max-len", 128, 0, MOST));

  private final EncodingLimits encodingLimits = new EncodingLimits();

  // The older names of directives, which mean the same.
  private static final Map<String, String> ALIASES =
      Map.of(
          "lua-time-limit", "busy-reply-threshold",
          "hash-max-ziplist-entries", "hash-max-listpack-entries",
          "hash-max-ziplist-value", "hash-max-listpack-value",
          "list-max-ziplist-size", "list-max-listpack-size",
          "zset-max-ziplist-entries", "zset-max-listpack-entries",
          "zset-max-ziplist-value", "zset-max-listpack-value");

  /** Nothing configured yet. */
  public ServerConfig() {
    EncodingDirectives.of(encodingLimits).forEach(this::add);
  }

  /** Up to where values are kept in their small encodings, as the directives have it now. */
  public EncodingLimits encodingLimits() {
    return encodingLimits;
  }

  private <T> Directive<T> add(Directive<T> directive) {
    byName.put(directive.name(), directive);
    return directive;
  }

  private static String keyEventLetters(String letters) throws Directive.Refused {
    String known = new KeyEvents(new PubSub()).select(letters);
    if (known == null) {
      throw new Directive.Refused("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
    }
    return known;
  }

  /** All directives in order. */
  public Collection<Directive<?>> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The directive of that name in any letters, or null. */
  public @Nullable Directive<?> find(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return byName.get(ALIASES.getOrDefault(small, small));
  }

  /**
   * Sets one directive as redis.conf or the command line does.
   *
   * @return null, or what is wrong with it
   */
  public @Nullable String configure(String name, String value) {
    Directive<?> directive = find(name);
    if (directive == null) {
      return "Bad directive or wrong number of arguments";
    }
    try {
      directive.set(value);
      directive.announce();
      return null;
    } catch (Directive.Refused e) {
      return e.getMessage();
    }
  }

  /**
   * Sets several directives while the server runs: all of them or none.
   *
   * @return null, or the error reply
   */
  public @Nullable String change(Map<String, String> values) {
    List<Directive<?>> changing = new ArrayList<>();
    for (String name : values.keySet()) {
      Directive<?> directive = find(name);
      if (directive == null) {
        return "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'";
      }
      if (directive.isImmutable()) {
        return failed(name, "can't set immutable config");
      }
      changing.add(directive);
    }
    Map<Directive<?>, String> before = new LinkedHashMap<>();
    for (Map.Entry<String, String> value : values.entrySet()) {
      Directive<?> directive = changing.get(before.size());
      String text = directive.text();
      try {
        directive.set(value.getValue());
      } catch (Directive.Refused e) {
        before.forEach(ServerConfig::restore);
        return failed(value.getKey(), String.valueOf(e.getMessage()));
      }
      before.put(directive, text);
    }
    changing.forEach(Directive::announce);
    return null;
  }

  private static String failed(String name, String why) {
    return "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why;
  }

  private static void restore(Directive<?> directive, String text) {
    try {
      directive.set(text);
    } catch (Directive.Refused e) {
      throw new IllegalStateException("A value that was accepted is refused", e);
    }
  }
}
