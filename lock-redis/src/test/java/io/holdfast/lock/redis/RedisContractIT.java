package io.holdfast.lock.redis;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.contract.LockContractTest;
import io.holdfast.server.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The lock contract on each kind of server. */
class RedisContractIT {

  /** What all servers have in common: an address. */
  abstract static class OnServer extends LockContractTest {

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
  @DisplayName("[real]")
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class Real extends OnServer {

    private static RealRedis server;

    @BeforeAll
    static void start() {
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
}
