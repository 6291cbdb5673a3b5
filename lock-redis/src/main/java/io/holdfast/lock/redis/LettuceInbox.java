package io.holdfast.lock.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A channel on its own Lettuce connection, which subscribes again by itself after a reconnect. */
final class LettuceInbox implements Inbox {

  private final String channel;
  private final boolean countsAllReceivers;
  private final StatefulRedisPubSubConnection<String, String> connection;
  private final Duration requestTimeout;

  LettuceInbox(
      String channel,
      boolean countsAllReceivers,
      StatefulRedisPubSubConnection<String, String> connection,
      Duration requestTimeout) {
    this.channel = channel;
    this.countsAllReceivers = countsAllReceivers;
    this.connection = connection;
    this.requestTimeout = requestTimeout;
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public boolean countsAllReceivers() {
    return countsAllReceivers;
  }

  @Override
  public void listen(Consumer<String> onMessage, Runnable onSubscribed) {
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
    awaitSubscription(connection.async().subscribe(channel).toCompletableFuture());
  }

  /** Bounded here, because a caller's own client may be set to wait for a minute. */
  private void awaitSubscription(CompletableFuture<Void> subscription) {
    try {
      subscription.get(requestTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted before the subscription was confirmed");
    } catch (ExecutionException | TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
