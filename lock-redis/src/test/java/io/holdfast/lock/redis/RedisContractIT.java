package io.holdfast.lock.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.contract.LockContractTest;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RealRedisCluster;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The lock contract on each kind of deployment, and through each kind of client. */
class RedisContractIT {

  /** What all deployments have in common: an address where raw commands are taken. */
  abstract static class OnRedis extends LockContractTest {

    abstract String uri();

    /** Each test is skipped by its name, so that what did not run can be counted. */
    @BeforeEach
    void assumeThatThereIsOne() {
      assumeTrue(redisIsInstalled(), "redis-server is not installed");
    }

    @Override
    protected LockClient newClient() {
      return RedisLocks.connect(uri());
    }

    @Override
    protected void deleteLock(String lockName) {
      RawRedis.at(uri()).command("DEL", "holdfast:{" + lockName + "}");
    }
  }

  private static final @Nullable String NAMED_IMAGE = System.getenv("REDIS_IMAGE");

  /** The registry first: an engine without one is given up by Testcontainers after minutes only. */
  static boolean aContainerCanRun() {
    return (NAMED_IMAGE != null || registryAnswers())
        && DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("AddressSelection") // Any one will do: it tells whether there is a network.
  private static boolean registryAnswers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("registry-1.docker.io", 443), 3_000);
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  static boolean redisIsInstalled() {
    return RealRedis.isAvailable();
  }

  @Nested
  @DisplayName("[real]")
  class Real extends OnRedis {

    private static RealRedis server;

    @BeforeAll
    static void start() {
      if (!redisIsInstalled()) {
        return;
      }
      server = RealRedis.start();
    }

    @AfterAll
    static void stop() {
      if (server != null) {
        server.close();
      }
    }

    @Override
    String uri() {
      return server.uri();
    }
  }

  @Nested
  @DisplayName("[real] through the caller's RedisClient")
  class RealThroughOwnClient extends OnRedis {

    private static RealRedis server;
    private static RedisClient own;

    @BeforeAll
    static void start() {
      if (!redisIsInstalled()) {
        return;
      }
      server = RealRedis.start();
      own = RedisClient.create(server.uri());
    }

    @AfterAll
    static void stop() {
      if (server != null) {
        own.shutdown();
        server.close();
      }
    }

    @Override
    String uri() {
      return server.uri();
    }

    @Override
    protected LockClient newClient() {
      return RedisLocks.builder().client(own).connect();
    }
  }

  @Nested
  @DisplayName("[real] Sentinel")
  class RealSentinel extends OnRedis {

    private static RealRedis master;
    private static RealRedis sentinel;

    @BeforeAll
    static void start() {
      if (!redisIsInstalled()) {
        return;
      }
      master = RealRedis.start();
      sentinel = RealRedis.startSentinel(master.port());
    }

    @AfterAll
    static void stop() {
      if (sentinel != null) {
        sentinel.close();
        master.close();
      }
    }

    @Override
    String uri() {
      return master.uri();
    }

    @Override
    protected LockClient newClient() {
      return RedisLocks.connect("redis-sentinel://127.0.0.1:" + sentinel.port() + "#main");
    }
  }

  @Nested
  @DisplayName("[real] Cluster")
  class RealCluster extends OnRedis {

    private static RealRedisCluster cluster;

    @BeforeAll
    static void start() {
      if (!redisIsInstalled()) {
        return;
      }
      cluster = RealRedisCluster.start(3);
    }

    @AfterAll
    static void stop() {
      if (cluster != null) {
        cluster.close();
      }
    }

    @Override
    String uri() {
      return cluster.uris().get(0);
    }

    @Override
    protected LockClient newClient() {
      RedisLocks.Builder builder = RedisLocks.builder().cluster();
      cluster.uris().forEach(builder::uri);
      return builder.connect();
    }
  }

  @Nested
  @DisplayName("[real] Cluster through the caller's RedisClusterClient")
  class RealClusterThroughOwnClient extends OnRedis {

    private static RealRedisCluster cluster;
    private static RedisClusterClient own;

    @BeforeAll
    static void start() {
      if (!redisIsInstalled()) {
        return;
      }
      cluster = RealRedisCluster.start(3);
      List<RedisURI> uris = cluster.uris().stream().map(RedisURI::create).toList();
      own = RedisClusterClient.create(uris);
    }

    @AfterAll
    static void stop() {
      if (cluster != null) {
        own.shutdown();
        cluster.close();
      }
    }

    @Override
    String uri() {
      return cluster.uris().get(0);
    }

    @Override
    protected LockClient newClient() {
      return RedisLocks.builder().client(own).connect();
    }
  }

  @Nested
  @DisplayName("[container]")
  class Container extends OnRedis {

    private static @Nullable GenericContainer<?> container;

    @BeforeAll
    static void start() {
      if (!aContainerCanRun()) {
        return;
      }
      String image = NAMED_IMAGE != null ? NAMED_IMAGE : "redis:7.2-alpine";
      container = new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(6379);
      container.start();
    }

    @Override
    @BeforeEach
    void assumeThatThereIsOne() {
      assumeTrue(
          container != null, "no Docker engine answers, or REDIS_IMAGE and a registry are missing");
    }

    @AfterAll
    static void stop() {
      if (container != null) {
        container.stop();
      }
    }

    @Override
    String uri() {
      return "redis://%s:%d".formatted(container.getHost(), container.getFirstMappedPort());
    }
  }
}
