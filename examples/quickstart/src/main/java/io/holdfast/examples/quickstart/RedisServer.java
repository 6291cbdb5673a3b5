package io.holdfast.examples.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * The Redis that the show plays on.
 *
 * @param uri how to reach it, with its password
 * @param description what it is, without
 */
record RedisServer(String uri, String description) implements AutoCloseable {

  static RedisServer of(@Nullable String uri) {
    if (uri == null) {
      throw new IllegalArgumentException("--redis is needed");
    }
    return new RedisServer(uri, uri.replaceFirst("//.*@", "//"));
  }

  @Override
  public void close() {}
}
