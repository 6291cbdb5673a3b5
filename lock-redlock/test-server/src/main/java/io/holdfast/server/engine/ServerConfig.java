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

  public final Directive<Long> port = add(Directives.number("port", 6379, 0, 65535)).immutable();
  public final Directive<String> bind =
      add(Directives.text("bind", "127.0.0.1 -::1").words()).immutable();
  public final Directive<Boolean> protectedMode = add(Directives.yesNo("protected-mode", true));
  public final Directive<Long> databases =
      add(Directives.number("databases", 16, 1, Integer.MAX_VALUE)).immutable();
  public final Directive<Long> timeoutSeconds =
      add(Directives.number("timeout", 0, 0, Integer.MAX_VALUE));
  public final Directive<Long> maxClients =
      add(Directives.number("maxclients", 10_000, 1, (1L << 32) - 1));
  public final Directive<String> requirePass = add(Directives.text("requirepass", ""));
  public final Directive<Long> maxMemory = add(Directives.memory("maxmemory", 0, 0, MOST));
  public final Directive<String> maxMemoryPolicy =
      add(
          Directives.choice(
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
      add(Directives.number("maxmemory-samples", 5, 1, Integer.MAX_VALUE));
  public final Directive<Long> lfuLogFactor =
      add(Directives.number("lfu-log-factor", 10, 0, Integer.MAX_VALUE));
  public final Directive<Long> lfuDecayMinutes =
      add(Directives.number("lfu-decay-time", 1, 0, Integer.MAX_VALUE));
  public final Directive<String> expiry =
      add(Directives.choice("holdfast-expiry", "periodic", "periodic", "timed"));
  public final Directive<Long> protoMaxBulkLength =
      add(Directives.memory("proto-max-bulk-len", 512L << 20, 1L << 20, MOST));
  public final Directive<Long> busyReplyMillis =
      add(Directives.number("busy-reply-threshold", 5_000, 0, MOST)).alias("lua-time-limit");
  public final Directive<String> notifyKeyspaceEvents =
      add(
          new Directive<>(
              "notify-keyspace-events", "", ServerConfig::keyEventLetters, letters -> letters));
  public final Directive<Boolean> appendOnly = add(Directives.yesNo("appendonly", false));
  public final Directive<String> appendFsync =
      add(Directives.choice("appendfsync", "everysec", "everysec", "always", "no"));
  public final Directive<String> save = add(WordDirectives.save());
  public final Directive<String> dir = add(Directives.text("dir", ".")).guarded();
  public final Directive<String> logFile = add(Directives.text("logfile", "")).immutable();
  public final Directive<String> pidFile = add(Directives.text("pidfile", "")).immutable();
  public final Directive<Boolean> daemonize = add(Directives.yesNo("daemonize", false)).immutable();
  public final Directive<Long> slowlogSlowerThanMicros =
      add(Directives.number("slowlog-log-slower-than", 10_000, -1, MOST));
  public final Directive<Long> slowlogMaxLength =
      add(Directives.number("slowlog-max-len", 128, 0, MOST));

  public final Directive<String> logLevel =
      add(Directives.choice("loglevel", "notice", "debug", "verbose", "notice", "warning"));
  public final Directive<String> unixSocket = add(Directives.text("unixsocket", "")).immutable();
  public final Directive<String> enableDebugCommand =
      add(Directives.choice("enable-debug-command", "no", "no", "yes", "local")).immutable();
  public final Directive<String> enableProtectedConfigs =
      add(Directives.choice("enable-protected-configs", "no", "no", "yes", "local")).immutable();
  public final Directive<String> aclFile = add(Directives.text("aclfile", "")).immutable();
  public final Directive<Long> aclLogMaxLength =
      add(Directives.number("acllog-max-len", 128, 0, MOST));
  public final Directive<String> aclPubSubDefault =
      add(Directives.choice("acl-pubsub-default", "resetchannels", "allchannels", "resetchannels"));
  public final Directive<Long> latencyThresholdMillis =
      add(Directives.number("latency-monitor-threshold", 0, 0, MOST));
  public final Directive<Boolean> latencyTracking = add(Directives.yesNo("latency-tracking", true));
  public final Directive<String> latencyPercentiles = add(WordDirectives.percentiles());
  final Directive<Map<String, WordDirectives.BufferLimit>> outputBufferLimits =
      add(WordDirectives.bufferLimits());
  public final Directive<Long> queryBufferLimit =
      add(Directives.memory("client-query-buffer-limit", 1L << 30, 1L << 20, MOST));

  private @Nullable String file;
  private final EncodingLimits encodingLimits = new EncodingLimits();

  /** Nothing configured yet. */
  public ServerConfig() {
    EncodingDirectives.of(encodingLimits).forEach(this::add);
    // A directive that a room asks for is declared there; this is what is left.
    RemainingDirectives.all()
        .forEach(some -> some.forEach(one -> byName.putIfAbsent(one.name(), one)));
  }

  /** Up to where values are kept in their small encodings, as the directives have it now. */
  public EncodingLimits encodingLimits() {
    return encodingLimits;
  }

  private <T> Directive<T> add(Directive<T> directive) {
    if (byName.put(directive.name(), directive) != null) {
      throw new IllegalStateException("Directive " + directive.name() + " is declared twice");
    }
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
    Directive<?> directive = byName.get(small);
    if (directive != null) {
      return directive;
    }
    for (Directive<?> other : byName.values()) {
      if (small.equals(other.alias())) {
        return other;
      }
    }
    return null;
  }

  /** The value now of a directive that there is, as CONFIG GET prints it. */
  public String text(String name) {
    Directive<?> directive = find(name);
    if (directive == null) {
      throw new IllegalArgumentException("There is no directive " + name);
    }
    return directive.text();
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
      if (directive.isGuarded() && enableProtectedConfigs.get().equals("no")) {
        return failed(name, "can't set protected config");
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

  /** The server was started with that file. */
  public void file(String path) {
    file = path;
  }

  /** The file that the server was started with, or null. */
  public @Nullable String file() {
    return file;
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
