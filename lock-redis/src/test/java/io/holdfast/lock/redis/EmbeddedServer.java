package io.holdfast.lock.redis;

import io.holdfast.server.embedded.InMemoryRedis;

/** A server inside this JVM. */
record EmbeddedServer(InMemoryRedis redis) implements TestServer {

  /**
   * Starts one.
   *
   * @param config directives and values in turn, with or without the dashes of a command line
   */
  static EmbeddedServer start(String... config) {
    InMemoryRedis.Builder builder = InMemoryRedis.builder();
    for (int i = 0; i < config.length; i += 2) {
      builder.config(config[i].replaceFirst("^--", ""), config[i + 1]);
    }
    return new EmbeddedServer(builder.start());
  }

  @Override
  public int port() {
    return redis.port();
  }

  @Override
  public void stop() {
    redis.stop();
  }

  @Override
  public void resume() {
    redis.resume();
  }

  @Override
  public void kill() {
    redis.close();
  }

  @Override
  public void restart() {
    redis.restart();
  }

  @Override
  public void close() {
    redis.close();
  }
}
