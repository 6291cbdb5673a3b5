package io.holdfast.lock.redlock;

import io.holdfast.lock.LockClient;
import io.holdfast.lock.contract.LockContractTest;
import io.holdfast.server.embedded.InMemoryRedis;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RespClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The lock contract on three and five masters of each kind. */
class RedLockContractIT {

  private static final int MOST = 5;

  /** What all kinds have in common: addresses. */
  abstract static class OnMasters extends LockContractTest {

    abstract List<String> uris();

    @Override
    protected LockClient newClient() {
      return RedLocks.builder()
          .uris(uris())
          // A machine that runs all tests at once is slower than a network of servers.
          .nodeTimeout(Duration.ofMillis(250))
          // They have just been started, and no lock was given before.
          .delayedRestart(DelayedRestart.NO_NODE)
          .connect();
    }

    @Override
    protected void deleteLock(String lockName) {
      for (String uri : uris()) {
        try (RespClient client = RespClient.connect(URI.create(uri).getPort())) {
          client.command("DEL", "holdfast:{" + lockName + "}");
        }
      }
    }
  }

  private static List<InMemoryRedis> embedded;

  @BeforeAll
  static void startEmbedded() {
    embedded = IntStream.range(0, MOST).mapToObj(i -> InMemoryRedis.start()).toList();
  }

  @AfterAll
  static void stopEmbedded() {
    embedded.forEach(InMemoryRedis::close);
  }

  @Nested
  @DisplayName("[embedded] on three masters")
  class OnThreeEmbedded extends OnMasters {

    @Override
    List<String> uris() {
      return embedded.stream().limit(3).map(InMemoryRedis::uri).toList();
    }
  }

  @Nested
  @DisplayName("[embedded] on five masters")
  class OnFiveEmbedded extends OnMasters {

    @Override
    List<String> uris() {
      return embedded.stream().map(InMemoryRedis::uri).toList();
    }
  }

  /** Real servers, for as many tests as want them. */
  abstract static class OnReal extends OnMasters {

    private static List<RealRedis> servers;

    abstract int masters();

    @BeforeAll
    static void start() {
      servers = IntStream.range(0, MOST).mapToObj(i -> RealRedis.start()).toList();
    }

    @AfterAll
    static void stop() {
      servers.forEach(RealRedis::close);
    }

    @Override
    List<String> uris() {
      return servers.stream().limit(masters()).map(RealRedis::uri).toList();
    }
  }

  @Nested
  @DisplayName("[real] on three masters")
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class OnThreeReal extends OnReal {

    @Override
    int masters() {
      return 3;
    }
  }

  @Nested
  @DisplayName("[real] on five masters")
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class OnFiveReal extends OnReal {

    @Override
    int masters() {
      return 5;
    }
  }
}
