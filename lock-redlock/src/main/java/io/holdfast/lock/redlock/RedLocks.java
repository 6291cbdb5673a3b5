package io.holdfast.lock.redlock;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import io.holdfast.lock.engine.SystemPorts;
import io.holdfast.lock.redis.RedisLocks;
import io.holdfast.lock.redis.RedisNode;
import io.holdfast.lock.redis.RedisNodes;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.Ports;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@link RedLockClient}s: locks on a quorum of N independent Redis masters, by the RedLock
 * algorithm with every rule that its specification has.
 *
 * <p>A lock is held by whoever a majority granted it to, and a minority of nodes may be slow, gone
 * or restarted at any time without anybody noticing more than a log line. What callers see:
 *
 * <ul>
 *   <li><b>a minority is stopped, cut off or dead</b>: nothing;
 *   <li><b>a majority is</b>: acquisitions wait inside their one deadline and then fail with {@link
 *       io.holdfast.lock.LockUnavailableException}, whose message says how each node voted; leases
 *       become AT_RISK and, at their own deadline, LOST;
 *   <li><b>a node restarted empty</b>: its vote does not count until the longest lease time has
 *       passed, see {@link DelayedRestart}; {@link RedLockClient#status()} shows it.
 * </ul>
 *
 * <p>What it does not promise: that nobody else comes in while a holder is paused beyond its lease,
 * or while the clocks of a majority jump. The lease's fencing token, which rises over the quorum as
 * it does on one server, is what the protected resource needs then.
 */
public final class RedLocks {

  private RedLocks() {}

  /**
   * Opens a client with default options.
   *
   * @param uris an odd number of at least three, each a {@code redis://} or {@code rediss://} URI
   *     of an independent master
   * @throws IllegalArgumentException if they are not, with the reason in one sentence
   * @throws BackendException if no quorum of them answered
   */
  public static RedLockClient connect(String... uris) {
    return builder().uris(List.of(uris)).connect();
  }

  /** A builder; it needs the URIs. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a client is opened with. Not safe for threads. */
  public static final class Builder {

    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);
    private static final Duration SHORTEST_CONNECT = Duration.ofMillis(10);
    private static final Duration LONGEST_CONNECT = Duration.ofMinutes(10);

    private final List<String> uris = new ArrayList<>();
    private String keyPrefix = RedisLocks.DEFAULT_KEY_PREFIX;
    private @Nullable String owner;
    private NodeTimeout nodeTimeout = new NodeTimeout(null);
    private double driftFactor = Validity.DEFAULT_DRIFT_FACTOR;
    private @Nullable Duration longestLeaseTime;
    private DelayedRestart delayedRestart = DelayedRestart.EVERY_NODE;
    private boolean fencing = true;
    private Duration connectTimeout = Duration.ofSeconds(2);
    private LockOptions defaults = LockOptions.defaults();

    private Builder() {}

    /**
     * One more node.
     *
     * @param uri {@code redis://[user:password@]host[:port][/database]} or {@code rediss://}
     */
    public Builder uri(String uri) {
      uris.add(uri);
      return this;
    }

    /**
     * More nodes.
     *
     * @param uris as {@link #uri(String)} takes each
     */
    public Builder uris(List<String> uris) {
      uris.forEach(this::uri);
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
     * How long one node may take for one answer before it counts as failed.
     *
     * @param nodeTimeout 1 ms to 10 s, at most half of each lease time; default a twentieth of the
     *     lease time, but at least 5 and at most 50 ms
     */
    public Builder nodeTimeout(Duration nodeTimeout) {
      this.nodeTimeout = new NodeTimeout(nodeTimeout);
      return this;
    }

    /**
     * By how much the clocks of nodes and clients may differ in rate. That part of each lease time,
     * and two milliseconds, is given away.
     *
     * @param driftFactor 0 or more and less than 1; default 0.01, one percent
     */
    public Builder driftFactor(double driftFactor) {
      this.driftFactor = new Validity(Duration.ZERO, driftFactor).driftFactor();
      return this;
    }

    /**
     * The longest lease time that any client of these nodes asks for; how long a restarted node is
     * kept away depends on it. Set it to the same on all clients.
     *
     * @param longestLeaseTime 10 ms to 24 h; default the lease time of the {@linkplain
     *     #defaultOptions default options}
     */
    public Builder longestLeaseTime(Duration longestLeaseTime) {
      // The limits of a lease time are those of the options.
      this.longestLeaseTime = LockOptions.builder().leaseTime(longestLeaseTime).build().leaseTime();
      return this;
    }

    /**
     * Which nodes have to wait after a restart before their votes count.
     *
     * @param delayedRestart default {@link DelayedRestart#EVERY_NODE}
     */
    public Builder delayedRestart(DelayedRestart delayedRestart) {
      this.delayedRestart = delayedRestart;
      return this;
    }

    /**
     * Whether grants have a fencing token that rises over the quorum. Without, {@link
     * io.holdfast.lock.Lease#fencingToken()} is 0 on every lease.
     *
     * @param fencing default true
     */
    public Builder fencing(boolean fencing) {
      this.fencing = fencing;
      return this;
    }

    /**
     * How long {@link #connect()} waits for a quorum of nodes to say who they are.
     *
     * @param connectTimeout 10 ms to 10 min; default 2 s
     */
    public Builder connectTimeout(Duration connectTimeout) {
      if (connectTimeout.compareTo(SHORTEST_CONNECT) < 0
          || connectTimeout.compareTo(LONGEST_CONNECT) > 0) {
        throw new IllegalArgumentException(
            "connectTimeout must be %s..%s, was %s"
                .formatted(SHORTEST_CONNECT, LONGEST_CONNECT, connectTimeout));
      }
      this.connectTimeout = connectTimeout;
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
     * Connects to the nodes, and checks that they are independent masters. A minority of them may
     * be away; they are checked when they are back.
     *
     * @throws IllegalArgumentException if the nodes cannot make a quorum, or the options do not go
     *     together; the message says in one sentence what is wrong
     * @throws BackendException if no quorum answered in time
     */
    public RedLockClient connect() {
      Quorum quorum = new Quorum(uris.size());
      LeaseLimits limits = new LeaseLimits(nodeTimeout, driftFactor, longestLeaseTime());
      limits.check(defaults.leaseTime());
      SystemPorts ports = SystemPorts.start(keyPrefix);
      try {
        return open(quorum, limits, ports);
      } catch (RuntimeException e) {
        ports.close();
        throw e;
      }
    }

    private Duration longestLeaseTime() {
      return longestLeaseTime == null ? defaults.leaseTime() : longestLeaseTime;
    }

    private RedLockClient open(Quorum quorum, LeaseLimits limits, SystemPorts ports) {
      Duration twoTimeouts = nodeTimeout.longest().multipliedBy(2);
      RedisNodes nodes =
          RedisNodes.open(
              uris, twoTimeouts.compareTo(SHORTEST_REQUEST) < 0 ? SHORTEST_REQUEST : twoTimeouts);
      try {
        requireDistinct(nodes.list());
        QuorumBackend backend = backend(quorum, nodes, ports);
        backend.start();
        new Opening(quorum, backend).await(connectTimeout);
        return new QuorumClient(LeasingClient.over(backend, defaults, ports), backend, limits);
      } catch (RuntimeException e) {
        nodes.close();
        throw e;
      }
    }

    private static void requireDistinct(List<RedisNode> nodes) {
      Set<String> addresses = new HashSet<>();
      for (RedisNode node : nodes) {
        if (!addresses.add(node.address())) {
          throw new IllegalArgumentException(
              "%s is in the list twice; name each master once".formatted(node.address()));
        }
      }
    }

    private QuorumBackend backend(Quorum quorum, RedisNodes nodes, Ports ports) {
      byte[] id = new byte[12];
      ports.entropy().nextBytes(id);
      Terms terms =
          new Terms(
              keyPrefix,
              owner == null ? hostAndProcess() : owner,
              keyPrefix + ":inbox:" + Base64.getUrlEncoder().withoutPadding().encodeToString(id),
              fencing);
      ServerClocks clocks = new ServerClocks(quorum.nodes());
      IndependenceCheck independence = new IndependenceCheck();
      Quarantine quarantine = new Quarantine(delayedRestart, longestLeaseTime(), driftFactor);
      List<Voter> voters = new ArrayList<>();
      for (RedisNode node : nodes.list()) {
        Standing standing = new Standing(node, independence, quarantine, ports.time());
        voters.add(new Voter(voters.size(), node, standing, terms, clocks, ports.time()));
      }
      Electorate electorate =
          new Electorate(List.copyOf(voters), quorum, nodeTimeout, driftFactor, clocks, ports);
      return new QuorumBackend(electorate, nodes::close);
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
