package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseLostException;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes wrong with locks that end by time, and what is left of it here: docs/redlock.md. */
class HazardsTest {

  private static final String LOCK = "job";
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final LockOptions RENEWED = LockOptions.builder().leaseTime(LEASE).build();
  private static final LockOptions FIXED = LockOptions.builder().fixedLease(LEASE).build();

  private final Masters masters = new Masters(5);
  private final Masters.Client mine = masters.client();
  private final Masters.Client theirs = masters.client();
  private final Resource resource = new Resource();

  /** Refuses a token smaller than the largest it has seen. */
  private static final class Resource {
    private long largest;

    boolean write(Lease lease) {
      boolean accepted = lease.fencingToken() >= largest;
      largest = Math.max(largest, lease.fencingToken());
      return accepted;
    }
  }

  private Optional<Lease> tryAcquire(Masters.Client client, LockOptions options) {
    var answer =
        masters
            .locks(client)
            .lock(LOCK, options)
            .tryAcquireAsync(Duration.ZERO)
            .toCompletableFuture();
    masters.time.advance(Duration.ofMillis(60));
    return answer.join();
  }

  // ---- a lease that outlives its lease time without a watchdog

  @Test
  void fixedLease_whoseWorkTakesLonger_isLostAndItsLateWriteRefused() {
    Lease slow = tryAcquire(mine, FIXED).orElseThrow();
    masters.time.advance(LEASE);
    Lease next = tryAcquire(theirs, FIXED).orElseThrow();
    assertThat(resource.write(next)).isTrue();

    assertThatThrownBy(slow::ensureHeld).isInstanceOf(LeaseLostException.class);
    assertThat(resource.write(slow)).isFalse();
  }

  @Test
  void renewedLease_whoseWorkTakesLonger_isKept() {
    Lease slow = tryAcquire(mine, RENEWED).orElseThrow();

    masters.time.advance(LEASE.multipliedBy(3));

    assertThat(slow.state()).isEqualTo(LeaseState.HELD);
    assertThat(tryAcquire(theirs, RENEWED)).isEmpty();
  }

  // ---- a failover to a replica that had not seen the lock

  @Test
  void failoverThatForgot_onOneRedis_letsASecondOwnerIn() {
    SimulatedServer only = masters.servers.get(0);
    String[] lock = {"SET", "holdfast:{" + LOCK + "}", "owner", "NX", "PX", "30000"};
    assertThat(only.command(lock)).startsWith("+OK");

    only.restart();

    assertThat(only.command(lock)).startsWith("+OK");
  }

  @Test
  void failoverThatForgot_ofOneMasterOfTheQuorum_letsNobodyIn() {
    Lease lease = tryAcquire(mine, RENEWED).orElseThrow();

    masters.servers.get(0).restart();
    masters.time.advance(Duration.ofSeconds(1));

    assertThat(tryAcquire(theirs, RENEWED)).isEmpty();
    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void failoverThatForgot_ofAMajorityOfTheQuorum_letsNobodyInEither() {
    Lease lease = tryAcquire(mine, FIXED).orElseThrow();

    masters.servers.subList(0, 3).forEach(SimulatedServer::restart);
    masters.time.advance(Duration.ofSeconds(1));

    assertThatThrownBy(() -> tryAcquire(theirs, FIXED))
        .rootCause()
        .hasMessageContaining("may have forgotten locks");
    assertThat(lease.isHeld()).isTrue();
  }

  // ---- a clock that jumps

  @Test
  void clockOfOneMaster_jumpsOverTheLease_letsNobodyInAndIsHealedByTheNextRenewal() {
    Lease lease = tryAcquire(mine, RENEWED).orElseThrow();

    masters.servers.get(0).jump(Duration.ofHours(1));
    assertThat(masters.holder(0, LOCK)).isNull();

    assertThat(tryAcquire(theirs, RENEWED)).isEmpty();
    masters.time.advance(LEASE.dividedBy(2));
    assertThat(masters.holder(0, LOCK)).isNotNull();
    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void clocksOfAMajority_jumpOverTheLease_letASecondOwnerIn_andFencingRefusesTheFirst() {
    Lease first = tryAcquire(mine, RENEWED).orElseThrow();

    masters.servers.subList(0, 3).forEach(server -> server.jump(Duration.ofHours(1)));
    Lease second = tryAcquire(theirs, RENEWED).orElseThrow();

    assertThat(first.isHeld()).describedAs("out of bounds: both believe").isTrue();
    assertThat(resource.write(second)).isTrue();
    assertThat(resource.write(first)).isFalse();
    masters.time.advance(LEASE.dividedBy(2));
    assertThat(first.state()).describedAs("at its next renewal").isEqualTo(LeaseState.LOST);
  }

  @Test
  void clockOfOneMaster_goesAnHourBack_doesNotStopTokensFromRising() {
    Lease first = tryAcquire(mine, FIXED).orElseThrow();
    first.releaseAsync();
    masters.servers.subList(0, 3).forEach(server -> server.jump(Duration.ofHours(-1)));
    masters.time.advance(Duration.ofSeconds(1));

    Lease second = tryAcquire(theirs, FIXED).orElseThrow();

    assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
  }

  // ---- a long pause of the holder

  @Test
  void holder_pausedBeyondItsLease_seesItLostAndItsLateWriteIsRefused() {
    Lease paused = tryAcquire(mine, RENEWED).orElseThrow();

    masters.time.pause(LEASE.plusSeconds(1));
    Lease next = tryAcquire(theirs, RENEWED).orElseThrow();
    assertThat(resource.write(next)).isTrue();

    assertThat(paused.isHeld()).isFalse();
    assertThat(resource.write(paused)).isFalse();
  }
}
