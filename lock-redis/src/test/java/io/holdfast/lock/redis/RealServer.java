package io.holdfast.lock.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.server.testing.RealRedis;

/** A real {@code redis-server} process. */
record RealServer(RealRedis redis) implements TestServer {

  /** Starts one; skips the test where there is none. */
  static RealServer start(String... config) {
    assumeTrue(RealRedis.isAvailable(), "redis-server is not installed");
    return new RealServer(RealRedis.start(config));
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
    redis.kill();
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
