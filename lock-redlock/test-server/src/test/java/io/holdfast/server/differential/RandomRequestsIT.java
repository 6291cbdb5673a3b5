package io.holdfast.server.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.server.embedded.InMemoryRedis;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RespClient;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** Requests by chance are answered as a real server answers them; the seed is the test's name. */
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
class RandomRequestsIT {

  private static final int SEEDS = 10;
  private static final int REQUESTS = 300;

  private static InMemoryRedis embedded;
  private static RealRedis real;
  private static RespClient embeddedClient;
  private static RespClient realClient;

  @BeforeAll
  static void startServers() {
    embedded = InMemoryRedis.start();
    real = RealRedis.start();
    embeddedClient = RespClient.connect(embedded.port());
    realClient = real.client();
  }

  @AfterAll
  static void closeServers() {
    embeddedClient.close();
    realClient.close();
    embedded.close();
    real.close();
  }

  @TestFactory
  Stream<DynamicTest> bits() {
    return seeded(RandomRequests::bits);
  }

  @TestFactory
  Stream<DynamicTest> cardinality() {
    return seeded(RandomRequests::cardinality);
  }

  @TestFactory
  Stream<DynamicTest> places() {
    return seeded(RandomRequests::places);
  }

  @TestFactory
  Stream<DynamicTest> stream() {
    return seeded(RandomRequests::stream);
  }

  private static Stream<DynamicTest> seeded(Function<RandomRequests, List<String>> family) {
    return IntStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> dynamicTest("seed " + seed, () -> play(family, seed)));
  }

  private static void play(Function<RandomRequests, List<String>> family, int seed) {
    embeddedClient.command("FLUSHALL");
    realClient.command("FLUSHALL");
    RandomRequests requests = new RandomRequests(new SplittableRandom(seed));
    for (int i = 1; i <= REQUESTS; i++) {
      String[] request = family.apply(requests).toArray(String[]::new);
      assertThat(embeddedClient.command(request))
          .describedAs("request %d of seed %d: %s", i, seed, String.join(" ", request))
          .isEqualTo(realClient.command(request));
    }
  }
}
