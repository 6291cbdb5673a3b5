package io.holdfast.lock.redis;

/** A server that a test has for itself, and may ill-treat. */
interface TestServer extends AutoCloseable {

  /** The loopback port. */
  int port();

  /** Stops it: connections stay, nothing answers. */
  void stop();

  /** Has it go on after {@link #stop()}. */
  void resume();

  /** Kills it; its memory is lost. */
  void kill();

  /** Kills it if it runs, and starts it again on the same port, empty. */
  void restart();

  @Override
  void close();

  /** {@code redis://127.0.0.1:port}. */
  default String uri() {
    return "redis://127.0.0.1:" + port();
  }
}
