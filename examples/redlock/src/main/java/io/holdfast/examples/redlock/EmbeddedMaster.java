package io.holdfast.examples.redlock;

import io.holdfast.server.embedded.InMemoryRedis;
import java.time.Duration;

/** A server inside this JVM, which can be killed and started again, empty. */
final class EmbeddedMaster implements Master {

  private InMemoryRedis server = InMemoryRedis.start();
  private final int port = server.port();
  private final String uri = server.uri();

  EmbeddedMaster() {
    // So that it has been up for long when the show begins.
    server.advance(Duration.ofMinutes(1));
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public String misfortune() {
    return "killed, restarted empty";
  }

  @Override
  public void harm(Duration time) {
    server.close();
  }

  @Override
  public void heal() {
    server = InMemoryRedis.builder().port(port).start();
  }

  @Override
  public void close() {
    server.close();
  }
}
