package io.holdfast.lock.redis;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import io.holdfast.lock.engine.SystemPorts;
import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@link LockClient}s on one Redis deployment: a server, the master that Sentinels name, or a
 * cluster.
 *
 * <p>A lock {@code N} is the plain string {@code holdfast:{N}}, so any other client that uses
 * {@code SET NX PX} on that key excludes and is excluded. A client opens two connections, one for
 * commands and one on which it is told of locks that were handed to it, and reconnects by itself.
 *
 * <p>What callers see when Redis misbehaves:
 *
 * <ul>
 *   <li><b>slow or stopped</b>: acquisitions wait inside their one deadline and then fail with
 *       {@link io.holdfast.lock.LockUnavailableException}; leases become AT_RISK and, at their own
 *       deadline, LOST;
 *   <li><b>restarted empty, failed over to a replica that had not seen the lock, key evicted</b>:
 *       leases are LOST at their next renewal at the latest;
 *   <li><b>unreachable</b>: as slow; no request outlives its time-out in a queue, and none is sent
 *       twice when the connection is back.
 * </ul>
 *
 * <p>What one deployment cannot promise: replication is asynchronous, so a failover can let a
 * second owner in before the first one's next renewal. The lease's fencing token is what the
 * protected resource needs then.
 */
public final class RedisLocks {

  /** How long one request to Redis may take where nothing else is named: one second. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(1);

  /** What all keys and channels begin with where nothing else is named. */
  public static final String DEFAULT_KEY_PREFIX = "holdfast";

  private RedisLocks() {}

  /**
   * Opens a client with default options.
   *
   * @param uri {@code redis://}, {@code rediss://} or {@code redis-sentinel://}, as {@link
   *     Builder#uri(String)} takes it
   * @throws IllegalArgumentException if the URI is none
   * @throws BackendException if there is no such Redis, or it refuses the client
   */
  public static LockClient connect(String uri) {
    return builder().uri(uri).connect();
  }

  /** A builder; it needs a URI or a client. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a client is opened with. Not safe for threads. */
  public static final class Builder {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

    private final List<RedisURI> uris = new ArrayList<>();
    private @Nullable AbstractRedisClient client;
    private boolean cluster;
    private String keyPrefix = DEFAULT_KEY_PREFIX;
    private @Nullable String owner;
    private Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
    private LockOptions defaults = LockOptions.defaults();

    private Builder() {}

    /**
     * Where Redis is: {@code redis://[user:password@]host[:port][/database]}, {@code rediss://}
     * with TLS, or {@code redis-sentinel://[password@]host[:port],...#masterName}. With {@link
     * #cluster()} it may be called once for each node that is known. A time-out in the URI gives
     * way to {@link #requestTimeout(Duration)}.
     *
     * @param uri the address
     * @throws IllegalArgumentException if it is no such URI; the message repeats no password
     */
    public Builder uri(String uri) {
      uris.add(parsed(uri));
      return this;
    }

    static RedisURI parsed(String uri) {
      RedisURI parsed;
      try {
        parsed = RedisURI.create(uri);
      } catch (RuntimeException e) {
        throw noSuchUri(uri); // Without a cause: it may repeat the password.
      }
      boolean sentinel = !parsed.getSentinels().isEmpty();
      if (sentinel ? parsed.getSentinelMasterId() == null : !isHost(parsed.getHost())) {
        throw noSuchUri(uri);
      }
      return parsed;
    }

    /** Lettuce takes a port that it cannot read for a part of the name. */
    private static boolean isHost(@Nullable String host) {
      return host != null && !host.isBlank() && (host.startsWith("[") || host.indexOf(':') < 0);
    }

    private static IllegalArgumentException noSuchUri(String uri) {
      return new IllegalArgumentException(
          "uri must be redis://host, rediss://host or redis-sentinel://host#masterName, was '%s'"
              .formatted(uri.replaceAll("(?s).*@", "***@")));
    }

    /** Says that the URIs are nodes of a Redis Cluster. */
    public Builder cluster() {
      this.cluster = true;
      return this;
    }

    /**
     * Uses the caller's own client instead of a URI. It gets two connections of its own, which are
     * closed with the locks; the client itself stays the caller's to close, and its options decide
     * how long connecting may take. A client that buffers commands while it is disconnected, as
     * Lettuce's default is, works, but has what was given up sent later, followed by its release;
     * have it refuse commands while it is disconnected.
     *
     * @param client connected to by {@link RedisClient#connect()}, so made with a URI
     */
    public Builder client(RedisClient client) {
      this.client = client;
      return this;
    }

    /**
     * As {@link #client(RedisClient)}, for a cluster.
     *
     * @param client the caller's own
     */
    public Builder client(RedisClusterClient client) {
      this.client = client;
      return this;
    }

    /**
     * What all keys and channels begin with.
     *
     * @param keyPrefix 1 to 64 letters, digits, and any of {@code . _ : / -}; default {@code
     *     holdfast}
     */
    public Builder keyPrefix(String keyPrefix) {
      if (!keyPrefix.matches("[A-Za-z0-9._:/-]{1,64}")) {
        throw new IllegalArgumentException(
            "keyPrefix must be 1..64 letters, digits or . _ : / -, was '%s'".formatted(keyPrefix));
      }
      this.keyPrefix = keyPrefix;
      return this;
    }

    /**
     * Who holds the locks of this client, for people who look at them in Redis.
     *
     * @param owner 1 to 128 printable ASCII characters; default host name and process id
     */
    public Builder owner(String owner) {
      if (!owner.matches("[ -~]{1,128}")) {
        throw new IllegalArgumentException("owner must be 1..128 printable ASCII characters");
      }
      this.owner = owner;
      return this;
    }

    /**
     * How long one request to Redis may take.
     *
     * @param requestTimeout 10 ms to 60 s; default 1 s. Keep it well below a third of the lease
     *     time
     */
    public Builder requestTimeout(Duration requestTimeout) {
      if (requestTimeout.compareTo(SHORTEST_TIMEOUT) < 0
          || requestTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
        throw new IllegalArgumentException(
            "requestTimeout must be %s..%s, was %s"
                .formatted(SHORTEST_TIMEOUT, LONGEST_TIMEOUT, requestTimeout));
      }
      this.requestTimeout = requestTimeout;
      return this;
    }

    /**
     * What {@link LockClient#lock(String)} asks for.
     *
     * @param defaults the options
     */
    public Builder defaultOptions(LockOptions defaults) {
      this.defaults = defaults;
      return this;
    }

    /**
     * Opens the connections and subscribes.
     *
     * @throws IllegalStateException if there is not exactly one of URI and client, or several URIs
     *     without {@link #cluster()}
     * @throws BackendException if there is no such Redis, or it refuses the client
     */
    public LockClient connect() {
      if (uris.isEmpty() == (client == null)) {
        throw new IllegalStateException("give either a uri or a client");
      }
      if (uris.size() > 1 && !cluster) {
        throw new IllegalStateException(
            "several URIs are nodes of one cluster: call cluster(), or give one uri");
      }
      SystemPorts ports = SystemPorts.start(keyPrefix);
      try {
        return open(ports);
      } catch (RuntimeException e) {
        ports.close();
        throw e;
      }
    }

    private LockClient open(SystemPorts ports) {
      byte[] id = new byte[12];
      ports.entropy().nextBytes(id);
      String inbox =
          keyPrefix + ":inbox:" + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
      LettuceConnector connector = new LettuceConnector(inbox, requestTimeout);
      LettuceConnector.Opened opened = openWith(connector);
      RedisBackend backend =
          new RedisBackend(
              opened.node(),
              opened.inbox(),
              new RedisKeys(keyPrefix, !opened.inbox().countsAllReceivers()),
              ports.time(),
              owner == null ? hostAndProcess() : owner,
              requestTimeout,
              opened.end());
      try {
        backend.listen();
      } catch (RuntimeException e) {
        backend.close();
        throw LettuceConnector.cannotOpen(backend.description(), e);
      }
      return LeasingClient.over(backend, defaults, ports);
    }

    private LettuceConnector.Opened openWith(LettuceConnector connector) {
      if (client != null) {
        return connector.through(client);
      }
      return cluster ? connector.toCluster(uris) : connector.toServer(uris.get(0));
    }

    private static String hostAndProcess() {
      String host;
      try {
        host = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        host = "unknown";
      }
      return host + ":" + ProcessHandle.current().pid();
    }
  }
}
