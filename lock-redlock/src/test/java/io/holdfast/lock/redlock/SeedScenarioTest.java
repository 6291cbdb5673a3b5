package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.LeaseKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The hole that a majority taken bit by bit leaves (docs/redlock.md, "The seed scenario"): client 1
 * has A, B and C, but A's key runs out first; client 2 has D and E, and completes its majority with
 * A. The same links and delays for a naive client and for ours.
 */
class SeedScenarioTest {

  private static final String LOCK = "job";
  private static final Duration LEASE = Duration.ofSeconds(1);

  private final Masters masters = new Masters(5).nodeTimeout(Duration.ofMillis(450));
  private final Masters.Client first = masters.client();
  private final Masters.Client second = masters.client();

  @BeforeEach
  void setTheScene() {
    Duration soon = Duration.ofNanos(100_000);
    // Client 1: B and C are slow to be reached, D and E cannot be.
    first.link(1).delays(Duration.ofMillis(400), soon);
    first.link(2).delays(Duration.ofMillis(400), soon);
    first.link(3).cut();
    first.link(4).cut();
    // Client 2 reaches A a little late.
    second.link(0).delays(Duration.ofMillis(105), soon);
  }

  /** One node after the other; valid for a lease time from the last answer. */
  private final class NaiveClient {

    private final Masters.Client client;
    private final Attempt attempt;
    private final long askedAt = masters.time.nanoTime();
    private int granted;
    private long validUntil = Long.MIN_VALUE;

    NaiveClient(Masters.Client client, String token) {
      this.client = client;
      this.attempt = new Attempt(new LeaseKey(LOCK, token, LEASE, Duration.ZERO), 1);
    }

    void acquire(int... nodes) {
      CompletionStage<Vote> last = CompletableFuture.completedStage(null);
      for (int node : nodes) {
        last =
            last.thenCompose(before -> client.electorate().voters().get(node).vote(attempt, 0))
                .whenComplete((vote, failure) -> count(vote));
      }
    }

    private void count(Vote vote) {
      granted += vote instanceof Vote.Granted ? 1 : 0;
      boolean inTime = masters.time.nanoTime() - askedAt < LEASE.toNanos();
      if (granted == 3 && inTime) {
        validUntil = masters.time.nanoTime() + LEASE.toNanos();
      }
    }

    boolean believesThatItHolds() {
      return masters.time.nanoTime() < validUntil;
    }
  }

  @Test
  void naiveRule_onThatSchedule_letsBothBelieveThatTheyHoldTheLock() {
    NaiveClient one = new NaiveClient(first, "one");
    one.acquire(0, 1, 2);
    masters.time.advance(Duration.ofMillis(900));
    NaiveClient two = new NaiveClient(second, "two");
    two.acquire(3, 4, 0);

    masters.time.advance(Duration.ofMillis(110));

    assertThat(one.believesThatItHolds()).isTrue();
    assertThat(two.believesThatItHolds()).isTrue();
  }

  @Test
  void acquire_onThatSchedule_endsTheFirstLeaseBeforeTheSecondBegins() {
    LockOptions options = LockOptions.builder().fixedLease(LEASE).build();
    CompletableFuture<Optional<Lease>> one = tryAcquire(first, options);
    masters.time.advance(Duration.ofMillis(900));
    Lease firstLease = one.join().orElseThrow();
    assertThat(firstLease.isHeld()).isTrue();
    CompletableFuture<Optional<Lease>> two = tryAcquire(second, options);

    masters.time.advance(Duration.ofMillis(100));
    assertThat(firstLease.isHeld()).isFalse();
    assertThat(two).isNotDone();
    masters.time.advance(Duration.ofMillis(10));

    Lease secondLease = two.join().orElseThrow();
    assertThat(secondLease.isHeld()).isTrue();
    assertThat(secondLease.fencingToken()).isGreaterThan(firstLease.fencingToken());
  }

  private CompletableFuture<Optional<Lease>> tryAcquire(
      Masters.Client client, LockOptions options) {
    return masters
        .locks(client)
        .lock(LOCK, options)
        .tryAcquireAsync(Duration.ZERO)
        .toCompletableFuture();
  }
}
