package io.holdfast.examples.quickstart;

import io.holdfast.server.embedded.InMemoryRedis;
import org.jspecify.annotations.Nullable;

/** The Redis that the show plays on: one that is there, or one inside this JVM for as long. */
final class RedisServer implements AutoCloseable {

  private final String uri;
  private final String description;
  private final @Nullable InMemoryRedis embedded;

  private RedisServer(String uri, String description, @Nullable InMemoryRedis embedded) {
    this.uri = uri;
    this.description = description;
    this.embedded = embedded;
  }

  /** Takes the Redis at that URI, or starts one where there is none. */
  static RedisServer atOrEmbedded(@Nullable String uri) {
    if (uri == null) {
      InMemoryRedis embedded = InMemoryRedis.start();
      return new RedisServer(embedded.uri(), "the embedded server", embedded);
    }
    return new RedisServer(uri, uri.replaceFirst("//.*@", "//"), null);
  }

  /** How to reach it, with its password. */
  String uri() {
    return uri;
  }

  /** What it is, without. */
  String description() {
    return description;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
