package io.holdfast.lock.redis;

import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Opens the two connections of a client, and knows what to close of what was opened. */
final class LettuceConnector {

  private static final int IO_THREADS = 2;
  private static final int MOST_REQUESTS_QUEUED = 100_000;
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LONGEST_TICK = Duration.ofMillis(100);

  /** A connection that died without a word is noticed well within a lease time of 30 s. */
  private static final Duration KEEP_ALIVE_IDLE = Duration.ofSeconds(5);

  private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(2);
  private static final int KEEP_ALIVE_COUNT = 3;

  /** The connections, and what ends everything behind them. */
  record Opened(LettuceNode node, LettuceInbox inbox, Runnable end) {}

  private final String inboxChannel;
  private final Duration requestTimeout;

  LettuceConnector(String inboxChannel, Duration requestTimeout) {
    this.inboxChannel = inboxChannel;
    this.requestTimeout = requestTimeout;
  }

  /** Through a new client to one server, or to the master that Sentinels name. */
  Opened toServer(RedisURI uri) {
    Threads threads = Threads.start(requestTimeout);
    RedisClient client = RedisClient.create(threads.resources(), withTimeout(uri));
    client.setOptions(
        options(ClientOptions.builder())
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    return openOrEnd(() -> end(client, threads), describe(List.of(uri)), client, true);
  }

  /**
   * Through a new client to a cluster. Its connections to nodes open when they are first needed,
   * and a command waits for that, at most for the request timeout: rejecting it would refuse the
   * first lock on each node (Lettuce 7.7; before, a cluster client rejects nothing).
   */
  Opened toCluster(List<RedisURI> uris) {
    Threads threads = Threads.start(requestTimeout);
    RedisClusterClient client =
        RedisClusterClient.create(
            threads.resources(), uris.stream().map(this::withTimeout).toList());
    ClusterClientOptions.Builder cluster = ClusterClientOptions.builder();
    cluster.topologyRefreshOptions(topologyRefresh());
    options(cluster);
    client.setOptions(cluster.build());
    return openOrEnd(() -> end(client, threads), describe(uris), client, true);
  }

  @SuppressWarnings("deprecation") // By Lettuce 7, which does by default what 6 has to be told.
  private static ClusterTopologyRefreshOptions topologyRefresh() {
    return ClusterTopologyRefreshOptions.builder()
        .enableAllAdaptiveRefreshTriggers()
        .enablePeriodicRefresh()
        .build();
  }

  /** Through the caller's own client, which stays the caller's to close. */
  Opened through(AbstractRedisClient client) {
    return openOrEnd(() -> {}, "the caller's Redis client", client, false);
  }

  private Opened openOrEnd(
      Runnable end, String description, AbstractRedisClient client, boolean ours) {
    LettuceNode.Place place = new LettuceNode.Place(description, client, requestTimeout, ours);
    try {
      return client instanceof RedisClusterClient cluster
          ? open(place, end, cluster)
          : open(place, end, (RedisClient) client);
    } catch (RuntimeException e) {
      end.run();
      throw cannotOpen(description, e);
    }
  }

  /** What the caller of {@code connect()} gets: one sentence, whatever went wrong where. */
  static BackendException cannotOpen(String description, RuntimeException thrown) {
    BackendException failure = LettuceFailures.at(description, thrown);
    return BackendException.lasting("Cannot open locks: " + failure.getMessage(), failure);
  }

  private Opened open(LettuceNode.Place place, Runnable end, RedisClient client) {
    return withInbox(LettuceNode.over(client.connect(), place), end, true, client::connectPubSub);
  }

  private Opened open(LettuceNode.Place place, Runnable end, RedisClusterClient client) {
    return withInbox(LettuceNode.over(client.connect(), place), end, false, client::connectPubSub);
  }

  private Opened withInbox(
      LettuceNode node,
      Runnable end,
      boolean countsAllReceivers,
      Supplier<StatefulRedisPubSubConnection<String, String>> connection) {
    try {
      return new Opened(
          node,
          new LettuceInbox(inboxChannel, countsAllReceivers, connection.get(), requestTimeout),
          end);
    } catch (RuntimeException e) {
      node.close(); // The client may be the caller's and live on.
      throw e;
    }
  }

  /**
   * What keeps commands from being queued without end. That those which were under way when a
   * connection broke are not sent twice is {@link LettuceNode}'s care.
   */
  <B extends ClientOptions.Builder> B options(B builder) {
    builder
        .autoReconnect(true)
        .requestQueueSize(MOST_REQUESTS_QUEUED)
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(requestTimeout)
                .keepAlive(
                    SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(KEEP_ALIVE_IDLE)
                        .interval(KEEP_ALIVE_INTERVAL)
                        .count(KEEP_ALIVE_COUNT)
                        .build())
                .build())
        .timeoutOptions(TimeoutOptions.enabled(requestTimeout));
    return builder;
  }

  /** The URI itself, because a copy that Lettuce makes of one with Sentinels lacks them. */
  private RedisURI withTimeout(RedisURI uri) {
    uri.setTimeout(requestTimeout);
    uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(requestTimeout));
    return uri;
  }

  static void end(AbstractRedisClient client, Threads threads) {
    try {
      client.shutdown(Duration.ZERO, SHUTDOWN_TIMEOUT);
    } finally {
      threads.end();
    }
  }

  /** The threads behind a client of ours. */
  record Threads(ClientResources resources, Timer timer) {

    static Threads start(Duration requestTimeout) {
      Timer timer =
          new HashedWheelTimer(
              new DefaultThreadFactory("holdfast-timeouts", true),
              tick(requestTimeout).toMillis(),
              TimeUnit.MILLISECONDS);
      return new Threads(
          DefaultClientResources.builder()
              .ioThreadPoolSize(IO_THREADS)
              .computationThreadPoolSize(IO_THREADS)
              .reconnectDelay(Delay.constant(RECONNECT_DELAY))
              .timer(timer)
              .build(),
          timer);
    }

    void end() {
      resources
          .shutdown(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .awaitUninterruptibly(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      timer.stop();
    }
  }

  /** How exactly a request is timed: to a tenth of its time-out, where Lettuce takes 100 ms. */
  static Duration tick(Duration requestTimeout) {
    Duration tenth = requestTimeout.dividedBy(10);
    return tenth.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tenth;
  }

  /** Addresses only: no user, no password. */
  static String describe(List<RedisURI> uris) {
    return String.join(",", uris.stream().map(LettuceConnector::describe).toList());
  }

  private static String describe(RedisURI uri) {
    if (!uri.getSentinels().isEmpty()) {
      return "redis-sentinel://%s/%s"
          .formatted(
              String.join(
                  ",",
                  uri.getSentinels().stream()
                      .map(sentinel -> sentinel.getHost() + ":" + sentinel.getPort())
                      .toList()),
              uri.getSentinelMasterId());
    }
    return "%s://%s:%d".formatted(uri.isSsl() ? "rediss" : "redis", uri.getHost(), uri.getPort());
  }
}
