package io.holdfast.lock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.testkit.MemoryBackend;
import io.holdfast.lock.testkit.MemoryBackend.Trouble;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three clients over one store, each with trouble of its own, and a schedule drawn from the seed
 * that names the case. Whatever happens, two leases are never valid at once, fencing tokens rise,
 * and when all trouble is over nothing is left in anybody's way.
 */
class EngineSimulationTest {

  private static final String NAME = "job";
  private static final Trouble[] TROUBLES = Trouble.values();

  private final VirtualPorts ports = new VirtualPorts();
  private final MemoryBackend.Store store = new MemoryBackend.Store(ports);
  private final List<MemoryBackend> backends = new ArrayList<>();
  private final List<LeasingClient> clients = new ArrayList<>();
  private final List<CompletableFuture<Lease>> acquisitions = new ArrayList<>();
  private long highestToken;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  EngineSimulationTest() {
    for (int i = 0; i < 3; i++) {
      MemoryBackend backend = new MemoryBackend(store);
      backends.add(backend);
      clients.add(LeasingClient.over(backend, LockOptions.defaults(), ports));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anySchedule_keepsLeasesApart_tokensRising_andLeavesNothingBehind(long seed) {
    SplittableRandom random = new SplittableRandom(seed);

    for (int step = 0; step < 200; step++) {
      act(random);
      ports.advance(Duration.ofMillis(random.nextInt(2_000)));
      checkThatLeasesAreApart();
    }
    endAllTrouble();

    assertThat(store.waiting()).isZero();
    assertThat(store.isHeld(NAME)).isFalse();
    assertThat(acquisitions).allMatch(CompletableFuture::isDone);
  }

  private void act(SplittableRandom random) {
    int client = random.nextInt(clients.size());
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> acquire(client, random);
      case 3, 4 -> leases().stream().findAny().ifPresent(Lease::releaseAsync);
      case 5 -> backends.get(client).meet(TROUBLES[random.nextInt(TROUBLES.length)]);
      case 6 -> {
        backends.get(client).meet(Trouble.NONE);
        backends.get(client).answerLate();
      }
      default -> {
        if (!acquisitions.isEmpty()) {
          acquisitions.get(random.nextInt(acquisitions.size())).cancel(false);
        }
      }
    }
    backends.get(client).notifies(random.nextInt(4) != 0);
  }

  private void acquire(int client, SplittableRandom random) {
    LockOptions options =
        LockOptions.builder()
            .leaseTime(Duration.ofMillis(500 + random.nextInt(5_000)))
            .waitTime(Duration.ofMillis(random.nextInt(5_000)))
            .build();
    acquisitions.add(clients.get(client).lock(NAME, options).acquireAsync().toCompletableFuture());
  }

  private List<Lease> leases() {
    return acquisitions.stream()
        .filter(done -> done.isDone() && !done.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .filter(Lease::isHeld)
        .toList();
  }

  private void checkThatLeasesAreApart() {
    List<Lease> valid = leases();
    assertThat(valid).hasSizeLessThanOrEqualTo(1);
    for (Lease lease : valid) {
      assertThat(lease.fencingToken()).isGreaterThanOrEqualTo(highestToken);
      highestToken = lease.fencingToken();
    }
  }

  private void endAllTrouble() {
    for (MemoryBackend backend : backends) {
      backend.meet(Trouble.NONE);
      backend.answerLate();
    }
    for (int i = 0; i < 100; i++) {
      leases().forEach(Lease::releaseAsync);
      ports.advance(Duration.ofSeconds(1));
      checkThatLeasesAreApart();
    }
  }
}
