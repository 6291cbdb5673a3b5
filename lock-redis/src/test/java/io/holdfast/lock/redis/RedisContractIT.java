package io.holdfast.lock.redis;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.contract.LockContractTest;
import io.holdfast.server.embedded.InMemoryRedis;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RealRedisCluster;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The lock contract on each kind of deployment, and through each kind of client. */
class RedisContractIT {

  /** What all deployments have in common: an address where raw commands are taken. */
  abstract static class OnRedis extends LockContractTest {

    abstract String uri();

    @Override
    protected LockClient newClient() {
      return RedisLocks.connect(uri());
    }

    @Override
    protected void deleteLock(String lockName) {
      RawRedis.at(uri()).command("DEL", "holdfast:{" + lockName + "}");
    }
  }

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends OnRedis {

    private static InMemoryRedis server;

    @BeforeAll
    static void start() {
      server = InMemoryRedis.start();
    }

    @AfterAll
    static void stop() {
      server.close();
    }

    @Override
    String uri() {
      return server.uri();
    }
  }

  @Nested
  @DisplayName("[real]")
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class Real extends OnRedis {

    private static RealRedis server;

    @BeforeAll
    static void start() {
      server = RealRedis.start();
    }

    @AfterAll
    static void stop() {
      server.close();
    }

    @Override
    String uri() {
      return server.uri();
    }
  }

  @Nested
  @DisplayName("[real] through the caller's RedisClient")
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class RealThroughOwnClient extends OnRedis {

    private static RealRedis server;
    private static RedisClient own;

    @BeforeAll
    static void start() {
      server = RealRedis.start();
      own = RedisClient.create(server.uri());
    }

    @AfterAll
    static void stop() {
      own.shutdown();
      server.close();
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
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class RealSentinel extends OnRedis {

    private static RealRedis master;
    private static RealRedis sentinel;

    @BeforeAll
    static void start() {
      master = RealRedis.start();
      sentinel = RealRedis.startSentinel(master.port());
    }

    @AfterAll
    static void stop() {
      sentinel.close();
      master.close();
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
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class RealCluster extends OnRedis {

    private static RealRedisCluster cluster;

    @BeforeAll
    static void start() {
      cluster = RealRedisCluster.start(3);
    }

    @AfterAll
    static void stop() {
      cluster.close();
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
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class RealClusterThroughOwnClient extends OnRedis {

    private static RealRedisCluster cluster;
    private static RedisClusterClient own;

    @BeforeAll
    static void start() {
      cluster = RealRedisCluster.start(3);
      List<RedisURI> uris = cluster.uris().stream().map(RedisURI::create).toList();
      own = RedisClusterClient.create(uris);
    }

    @AfterAll
    static void stop() {
      own.shutdown();
      cluster.close();
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
  @EnabledIf("io.holdfast.lock.redis.RedisContainer#isAvailable")
  class Container extends OnRedis {

    private static RedisContainer container;

    @BeforeAll
    static void start() {
      container = RedisContainer.start();
    }

    @AfterAll
    static void stop() {
      container.close();
    }

    @Override
    String uri() {
      return container.uri();
    }
  }
}
