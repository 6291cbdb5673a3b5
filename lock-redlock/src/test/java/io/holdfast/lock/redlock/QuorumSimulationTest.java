package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole of it in virtual time: clients that contend for one lock while links are slow, silent
 * or cut and masters are killed and restarted empty, all from one seed. An oracle that sees true
 * time looks at each grant.
 *
 * <p>A failing seed is replayed alone with {@code -Dredlock.seed=N}; {@code -Dredlock.seeds=N} runs
 * so many.
 */
class QuorumSimulationTest {

  private static final String LOCK = "job";
  private static final Duration STEP = Duration.ofMillis(5);
  private static final int CLIENTS = 4;

  static LongStream seeds() {
    Long one = Long.getLong("redlock.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.rangeClosed(1, Long.getLong("redlock.seeds", 6));
  }

  /** What the clients do, and what must hold of it. */
  private static final class World {

    private final SplittableRandom random;
    private final Masters masters;
    private final List<Masters.Client> clients = new ArrayList<>();
    private final List<LeasingClient> engines = new ArrayList<>();
    // Noted and not thrown: what is thrown here ends in somebody's stage.
    private final List<String> violations = new ArrayList<>();
    private final LockOptions options =
        LockOptions.builder()
            .leaseTime(Duration.ofSeconds(2))
            .waitTime(Duration.ofSeconds(20))
            .build();
    private @Nullable Lease present;
    private long highestToken;
    private int grants;
    private boolean ending;

    World(long seed, Masters masters) {
      this.random = new SplittableRandom(seed);
      this.masters = masters;
      for (int i = 0; i < CLIENTS; i++) {
        Masters.Client client = masters.client();
        clients.add(client);
        engines.add(masters.locks(client));
        client.each(link -> link.delays(micros(50, 900), micros(50, 900)));
      }
    }

    private Duration micros(int least, int most) {
      return Duration.ofNanos(1_000L * random.nextInt(least, most));
    }

    void contend(int client) {
      if (ending) {
        return;
      }
      DistributedLock lock = engines.get(client).lock(LOCK, options);
      lock.acquireAsync()
          .whenComplete(
              (lease, failure) -> {
                if (lease != null) {
                  hold(client, lease);
                } else {
                  later(micros(1_000, 50_000), client);
                }
              });
    }

    private void hold(int client, Lease lease) {
      grants++;
      if (present != null && present.isHeld()) {
        violations.add("granted %s while %s is held".formatted(lease, present));
      }
      if (lease.fencingToken() <= highestToken) {
        violations.add("granted %s after token %d".formatted(lease, highestToken));
      }
      highestToken = lease.fencingToken();
      present = lease;
      masters.time.schedule(
          micros(100, random.nextInt(8) == 0 ? 3_000_000 : 20_000),
          () -> {
            lease.releaseAsync();
            later(micros(1, 5_000), client);
          });
    }

    private void later(Duration delay, int client) {
      masters.time.schedule(delay, () -> contend(client));
    }

    void run(Duration time, IntConsumer misfortune) {
      IntStream.range(0, CLIENTS).forEach(this::contend);
      long steps = time.dividedBy(STEP);
      for (int step = 0; step < steps; step++) {
        masters.time.advance(STEP);
        misfortune.accept(step);
      }
    }

    /** All faults are over, and nobody wants the lock any more. */
    void end() {
      ending = true;
      masters.servers.stream()
          .filter(server -> !server.isRunning())
          .forEach(SimulatedServer::restart);
      clients.forEach(
          client ->
              client.each(
                  link -> {
                    link.mend();
                    link.resume();
                  }));
      masters.time.advance(Duration.ofSeconds(30));
    }

    void assertThatAllIsWell() {
      assertThat(violations).isEmpty();
      for (int node = 0; node < masters.servers.size(); node++) {
        assertThat(masters.holder(node, LOCK)).isNull();
      }
      assertThat(clients).allMatch(client -> client.backend().remembered() == 0);
    }

    SimulatedNode anyLink(int node) {
      return clients.get(random.nextInt(CLIENTS)).link(node);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lock_whileOneMasterAtATimeMisbehaves_staysExclusiveAndIsGranted(long seed) {
    World world = new World(seed, new Masters(5));
    int period = (int) Masters.LONGEST_LEASE.plusSeconds(5).dividedBy(STEP);

    world.run(
        Duration.ofSeconds(140),
        step -> {
          int node = (int) (seed + step / period) % 5;
          if (step % period == period / 20) {
            misbehave(world, node);
          } else if (step % period == period / 8) {
            behave(world, node);
          }
        });
    world.end();

    assertThat(world.grants).isGreaterThan(200);
    world.assertThatAllIsWell();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lock_whateverHappensToTheMasters_staysExclusive(long seed) {
    World world = new World(seed, new Masters(seed % 2 == 0 ? 3 : 5));

    runWithAnyMisfortune(world);
    world.end();

    world.assertThatAllIsWell();
  }

  /** The oracle has eyes: where restarted masters vote at once, it sees two owners. */
  @Test
  void lock_whereRestartedMastersVoteAtOnce_isNotExclusive() {
    List<String> violations = new ArrayList<>();
    for (long seed = 1; violations.isEmpty() && seed <= 60; seed++) {
      World world = new World(seed, new Masters(3).delayedRestart(DelayedRestart.NO_NODE));
      runWithAnyMisfortune(world);
      violations.addAll(world.violations);
    }

    assertThat(violations).anyMatch(violation -> violation.contains("is held"));
  }

  private static void runWithAnyMisfortune(World world) {
    int nodes = world.masters.servers.size();
    world.run(
        Duration.ofSeconds(100),
        step -> {
          if (world.random.nextInt(60) == 0) {
            misbehave(world, world.random.nextInt(nodes));
          }
          if (world.random.nextInt(30) == 0) {
            behave(world, world.random.nextInt(nodes));
          }
        });
  }

  private static void misbehave(World world, int node) {
    switch (world.random.nextInt(6)) {
      case 0 -> world.masters.servers.get(node).kill();
      case 1 -> world.masters.servers.get(node).restart();
      case 2 -> world.anyLink(node).cut();
      case 3 -> world.anyLink(node).silence();
      case 4 -> world.anyLink(node).losesReplies(true);
      default -> world.anyLink(node).delays(Duration.ofMillis(40), Duration.ofMillis(30));
    }
  }

  private static void behave(World world, int node) {
    SimulatedServer server = world.masters.servers.get(node);
    if (!server.isRunning()) {
      server.restart();
    }
    for (Masters.Client client : world.clients) {
      SimulatedNode link = client.link(node);
      link.mend();
      link.resume();
      link.losesReplies(false);
      link.delays(world.micros(50, 900), world.micros(50, 900));
    }
  }
}
