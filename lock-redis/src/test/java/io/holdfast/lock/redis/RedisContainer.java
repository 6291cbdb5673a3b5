package io.holdfast.lock.redis;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
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

  /** Whether a Docker engine answers here, and has the image or can pull it soon. */
  static boolean isAvailable() throws InterruptedException {
    return DockerClientFactory.instance().isDockerAvailable() && hasImage();
  }

  /** Asks the engine itself: Testcontainers gives up an engine without a registry after minutes. */
  private static boolean hasImage() throws InterruptedException {
    DockerClient docker = DockerClientFactory.instance().client();
    try {
      docker.inspectImageCmd(IMAGE).exec();
      return true;
    } catch (NotFoundException absent) {
      return pulled(docker);
    }
  }

  private static boolean pulled(DockerClient docker) throws InterruptedException {
    try {
      return docker
          .pullImageCmd(IMAGE)
          .exec(new PullImageResultCallback())
          .awaitCompletion(60, TimeUnit.SECONDS);
    } catch (DockerException | DockerClientException e) {
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
