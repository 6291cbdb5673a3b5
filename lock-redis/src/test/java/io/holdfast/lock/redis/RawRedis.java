package io.holdfast.lock.redis;

import io.holdfast.server.testing.RespClient;
import java.net.URI;

/** Looks at a server, and changes it behind the locks' back. */
final class RawRedis {

  private final int port;

  private RawRedis(int port) {
    this.port = port;
  }

  static RawRedis at(String uri) {
    return new RawRedis(URI.create(uri).getPort());
  }

  String command(String... words) {
    try (RespClient client = RespClient.connect(port)) {
      return client.command(words);
    }
  }
}
