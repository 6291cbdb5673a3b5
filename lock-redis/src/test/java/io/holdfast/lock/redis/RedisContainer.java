package io.holdfast.lock.redis;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Redis in a container, of the image that the variable REDIS_IMAGE names. */
final class RedisContainer implements AutoCloseable {

  private static final int PORT = 6379;
  private static final String IMAGE =
      System.getenv().getOrDefault("REDIS_IMAGE", "redis:7.2-alpine");

  private final GenericContainer<?> container;

  private RedisContainer(GenericContainer<?> container) {
    this.container = container;
  }

  /** Whether a Docker engine answers here, and has the image or can pull it. */
  static boolean isAvailable() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return false;
    }
    try (RedisContainer tried = start()) {
      return tried.container.isRunning();
    } catch (ContainerFetchException e) {
      return false;
    }
  }

  static RedisContainer start() {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(IMAGE)).withExposedPorts(PORT);
    container.start();
    return new RedisContainer(container);
  }

  String uri() {
    return "redis://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT));
  }

  @Override
  public void close() {
    container.stop();
  }
}
