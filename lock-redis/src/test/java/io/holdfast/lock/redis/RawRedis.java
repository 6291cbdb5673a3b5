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
    return at(URI.create(uri).getPort());
  }

  static RawRedis at(int port) {
    return new RawRedis(port);
  }

  /** Sends a command, to another node of the cluster where the first one says so. */
  String command(String... words) {
    String reply = send(port, words);
    while (reply.startsWith("-MOVED ")) {
      reply = send(Integer.parseInt(reply.substring(reply.lastIndexOf(':') + 1).trim()), words);
    }
    return reply;
  }

  private static String send(int port, String... words) {
    try (RespClient client = RespClient.connect(port)) {
      return client.command(words);
    }
  }
}
