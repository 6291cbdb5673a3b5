package io.holdfast.lock.redis;

import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens the two connections of a client, and knows what to close of what was opened. */
final class LettuceConnector {

  private static final int THREADS = 2;
  private static final int MOST_REQUESTS_QUEUED = 100_000;
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);

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
    ClientResources resources = resources();
    RedisClient client = RedisClient.create(resources, withTimeout(uri));
    client.setOptions(options(ClientOptions.builder()).build());
    return openOrEnd(() -> end(client, resources), describe(List.of(uri)), client, true);
  }

  /** Through a new client to a cluster. */
  Opened toCluster(List<RedisURI> uris) {
    ClientResources resources = resources();
    RedisClusterClient client =
        RedisClusterClient.create(resources, uris.stream().map(this::withTimeout).toList());
    ClusterClientOptions.Builder cluster = ClusterClientOptions.builder();
    cluster.topologyRefreshOptions(
        ClusterTopologyRefreshOptions.builder()
            .enableAllAdaptiveRefreshTriggers()
            .enablePeriodicRefresh()
            .build());
    options(cluster);
    client.setOptions(cluster.build());
    return openOrEnd(() -> end(client, resources), describe(uris), client, true);
  }

  /** Through the caller's own client, which stays the caller's to close. */
  Opened through(AbstractRedisClient client) {
    return openOrEnd(() -> {}, "the caller's Redis client", client, false);
  }

  private Opened openOrEnd(
      Runnable end, String description, AbstractRedisClient client, boolean ours) {
    try {
      return client instanceof RedisClusterClient cluster
          ? open(end, description, cluster, ours)
          : open(end, description, (RedisClient) client, ours);
    } catch (RuntimeException e) {
      end.run();
      BackendException failure = LettuceFailures.at(description, e);
      throw BackendException.lasting("Cannot open locks: " + failure.getMessage(), failure);
    }
  }

  private Opened open(Runnable end, String description, RedisClient client, boolean ours) {
    StatefulRedisConnection<String, String> connection = client.connect();
    return new Opened(
        new LettuceNode(description, connection, connection.async(), requestTimeout, ours),
        new LettuceInbox(inboxChannel, true, client.connectPubSub()),
        end);
  }

  private Opened open(Runnable end, String description, RedisClusterClient client, boolean ours) {
    StatefulRedisClusterConnection<String, String> connection = client.connect();
    return new Opened(
        new LettuceNode(description, connection, connection.async(), requestTimeout, ours),
        new LettuceInbox(inboxChannel, false, client.connectPubSub()),
        end);
  }

  /**
   * What keeps commands from being sent twice or queued without end: Lettuce would otherwise repeat
   * unanswered commands after a reconnect, and buffer while there is no connection.
   */
  private <B extends ClientOptions.Builder> B options(B builder) {
    builder
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_REQUESTS_QUEUED)
        .socketOptions(
            SocketOptions.builder().connectTimeout(requestTimeout).keepAlive(true).build())
        .timeoutOptions(TimeoutOptions.enabled(requestTimeout));
    return builder;
  }

  private RedisURI withTimeout(RedisURI uri) {
    return RedisURI.builder(uri).withTimeout(requestTimeout).build();
  }

  private static ClientResources resources() {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(THREADS)
        .computationThreadPoolSize(THREADS)
        .reconnectDelay(Delay.constant(RECONNECT_DELAY))
        .build();
  }

  private static void end(AbstractRedisClient client, ClientResources resources) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
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
