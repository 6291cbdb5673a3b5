package io.holdfast.lock.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.function.Consumer;

/** A channel on its own Lettuce connection, which subscribes again by itself after a reconnect. */
final class LettuceInbox implements Inbox {

  private final String channel;
  private final boolean countsAllReceivers;
  private final StatefulRedisPubSubConnection<String, String> connection;

  LettuceInbox(
      String channel,
      boolean countsAllReceivers,
      StatefulRedisPubSubConnection<String, String> connection) {
    this.channel = channel;
    this.countsAllReceivers = countsAllReceivers;
    this.connection = connection;
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
    connection.sync().subscribe(channel);
  }

  @Override
  public void close() {
    connection.close();
  }
}
