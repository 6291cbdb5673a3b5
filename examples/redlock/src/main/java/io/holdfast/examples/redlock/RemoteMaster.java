package io.holdfast.examples.redlock;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** A server of the user's, which is only made to pause. */
final class RemoteMaster implements Master {

  private final String uri;

  RemoteMaster(String uri) {
    this.uri = uri;
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public String misfortune() {
    return "paused";
  }

  @Override
  public void harm(Duration time) {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().clientPause(time.toMillis());
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  /** A pause ends by itself. */
  @Override
  public void heal() {}

  @Override
  public void close() {}
}
