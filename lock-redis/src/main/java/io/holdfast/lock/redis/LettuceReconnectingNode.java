package io.holdfast.lock.redis;

import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node that need not be there yet. Lettuce reconnects by itself once it has connected; until then
 * this tries again and again.
 */
final class LettuceReconnectingNode implements RedisNode, RedisConnectionStateListener {

  private static final long PAUSE_MILLIS = 100;

  private final RedisClient client;
  private final RedisURI uri;
  private final Duration requestTimeout;
  private final String address;
  private final List<Runnable> onConnected = new CopyOnWriteArrayList<>();
  private volatile @Nullable LettuceNode node;
  private volatile @Nullable StatefulRedisPubSubConnection<String, String> inbox;
  private volatile String trouble = "not connected yet";
  private volatile boolean closed;

  private LettuceReconnectingNode(RedisClient client, RedisURI uri, Duration requestTimeout) {
    this.client = client;
    this.uri = uri;
    this.requestTimeout = requestTimeout;
    this.address = LettuceConnector.describe(List.of(uri));
  }

  static LettuceReconnectingNode connecting(
      RedisClient client, RedisURI uri, Duration requestTimeout) {
    LettuceReconnectingNode node = new LettuceReconnectingNode(client, uri, requestTimeout);
    client.addListener(node);
    node.connect();
    return node;
  }

  private void connect() {
    CompletionStage<StatefulRedisConnection<String, String>> connecting =
        client.connectAsync(StringCodec.UTF8, uri);
    connecting.whenComplete(
        (connection, failure) -> {
          if (failure != null) {
            trouble = String.valueOf(LettuceFailures.at(address, failure).getMessage());
            later(this::connect);
          } else {
            connected(connection);
          }
        });
  }

  private void connected(StatefulRedisConnection<String, String> connection) {
    LettuceNode opened =
        LettuceNode.over(connection, new LettuceNode.Place(address, client, requestTimeout, true));
    node = opened;
    if (closed) {
      opened.close();
    } else {
      onConnected.forEach(Runnable::run);
    }
  }

  /**
   * As Lettuce tells it after the first time: the connection is the same, the server may not be.
   */
  @Override
  public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress where) {
    LettuceNode present = node;
    if (present != null && present.isOver(connection)) {
      onConnected.forEach(Runnable::run);
    }
  }

  private void later(Runnable task) {
    if (!closed) {
      client
          .getResources()
          .timer()
          .newTimeout(
              timeout -> {
                if (!closed) {
                  task.run();
                }
              },
              PAUSE_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public CompletionStage<List<Long>> run(RedisScript script, String[] keys, String... args) {
    LettuceNode present = node;
    return present == null ? noConnection() : present.run(script, keys, args);
  }

  @Override
  public CompletionStage<ServerFacts> facts(boolean persistence) {
    LettuceNode present = node;
    if (present == null) {
      return noConnection();
    }
    CompletionStage<String> appendFsync =
        persistence
            ? present.directive("appendfsync")
            : CompletableFuture.completedStage("unknown");
    return present
        .info("server", "replication", "persistence")
        .thenCombine(appendFsync, ServerFacts::parse);
  }

  private <T> CompletionStage<T> noConnection() {
    return CompletableFuture.failedStage(BackendException.passing(trouble, null));
  }

  @Override
  public long session() {
    LettuceNode present = node;
    return present == null ? 0 : 1 + present.losses();
  }

  @Override
  public String trouble() {
    LettuceNode present = node;
    if (present == null) {
      return trouble;
    }
    return present.isConnected() ? "" : "the connection was lost";
  }

  @Override
  public void onConnected(Runnable task) {
    onConnected.add(task);
    if (node != null) {
      task.run();
    }
  }

  @Override
  public void listen(String channel, Consumer<String> onMessage, Runnable onSubscribed) {
    CompletionStage<StatefulRedisPubSubConnection<String, String>> connecting =
        client.connectPubSubAsync(StringCodec.UTF8, uri);
    connecting.whenComplete(
        (connection, failure) -> {
          if (failure != null) {
            later(() -> listen(channel, onMessage, onSubscribed));
          } else {
            connection.addListener(
                new RedisPubSubAdapter<String, String>() {
                  @Override
                  public void message(String from, String message) {
                    onMessage.accept(message);
                  }

                  @Override
                  public void subscribed(String to, long count) {
                    onSubscribed.run();
                  }
                });
            inbox = connection;
            subscribe(connection, channel);
          }
        });
  }

  private void subscribe(StatefulRedisPubSubConnection<String, String> connection, String channel) {
    if (closed) {
      connection.close();
      return;
    }
    CompletionStage<Void> subscribing = connection.async().subscribe(channel);
    subscribing.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            later(() -> subscribe(connection, channel));
          }
        });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    client.removeListener(this);
    LettuceNode present = node;
    if (present != null) {
      present.close();
    }
    StatefulRedisPubSubConnection<String, String> listening = inbox;
    if (listening != null) {
      listening.close();
    }
  }
}
