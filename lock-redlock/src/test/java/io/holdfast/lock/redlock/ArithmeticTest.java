package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import io.holdfast.lock.testkit.MemoryBackend;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The arithmetic of quorums, validity and fencing tokens, for any numbers. */
class ArithmeticTest {

  private static final long DAY_MILLIS = 86_400_000;

  // ---- quorum

  @Property(seed = "42")
  void anyTwoQuorums_shareANode(
      @ForAll @IntRange(min = 1, max = 20) int half, @ForAll Random random) {
    Quorum quorum = new Quorum(2 * half + 1);

    Set<Integer> shared = new HashSet<>(anyOf(quorum, random));
    shared.retainAll(anyOf(quorum, random));

    assertThat(shared).isNotEmpty();
  }

  private static List<Integer> anyOf(Quorum quorum, Random random) {
    List<Integer> nodes = new ArrayList<>(IntStream.range(0, quorum.nodes()).boxed().toList());
    Collections.shuffle(nodes, random);
    return nodes.subList(0, quorum.size());
  }

  @Property(seed = "42")
  void quorum_isLostExactlyWhenTheOthersDoNotReachIt(
      @ForAll @IntRange(min = 1, max = 20) int half, @ForAll @IntRange(max = 41) int without) {
    Quorum quorum = new Quorum(2 * half + 1);
    Assume.that(without <= quorum.nodes());

    assertThat(quorum.isLostWithout(without))
        .isEqualTo(!quorum.isReachedBy(quorum.nodes() - without));
  }

  @Property(seed = "42")
  void evenOrTooFewNodes_areRefused(@ForAll @IntRange(max = 20) int half) {
    assertThatThrownBy(() -> new Quorum(2 * half))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nodes must be an odd number of at least 3");
  }

  // ---- validity

  @Property(seed = "42")
  void validity_isLeaseTimeLessElapsedLessDrift(
      @ForAll @LongRange(min = 10, max = DAY_MILLIS) long leaseMillis,
      @ForAll @LongRange(max = DAY_MILLIS) long elapsedMillis,
      @ForAll long askedAt) {
    Validity validity = new Validity(Duration.ofMillis(leaseMillis), 0.01);

    long left = validity.leftNanos(askedAt, askedAt + elapsedMillis * 1_000_000);

    // 1 % of n milliseconds is n times 10 microseconds.
    assertThat(left)
        .isEqualTo((leaseMillis - elapsedMillis) * 1_000_000 - leaseMillis * 10_000 - 2_000_000);
  }

  @Property(seed = "42")
  void validity_isWhatTheEngineGivesALease(
      @ForAll @LongRange(min = 10, max = DAY_MILLIS) long leaseMillis,
      @ForAll @LongRange(max = 60_000) long elapsedMillis)
      throws InterruptedException {
    Duration leaseTime = Duration.ofMillis(leaseMillis);
    Validity rule = new Validity(leaseTime, Validity.DEFAULT_DRIFT_FACTOR);
    VirtualPorts time = new VirtualPorts();
    LockOptions fixed = LockOptions.builder().fixedLease(leaseTime).build();
    var locks = LeasingClient.over(new MemoryBackend(new MemoryBackend.Store(time)), fixed, time);
    long askedAt = time.nanoTime();
    var lease = locks.lock("job").tryAcquire().orElseThrow();

    time.advance(Duration.ofMillis(elapsedMillis));

    long left = rule.leftNanos(askedAt, time.nanoTime());
    assertThat(lease.validity()).isEqualTo(Duration.ofNanos(Math.max(0, left)));
    assertThat(lease.isHeld()).isEqualTo(left > 0);
  }

  @Property(seed = "42")
  void drift_isNeverLessThanItsPartOfTheLeaseTime(
      @ForAll @LongRange(min = 10, max = DAY_MILLIS) long leaseMillis,
      @ForAll @DoubleRange(max = 0.99) double factor) {
    Duration drift = new Validity(Duration.ofMillis(leaseMillis), factor).drift();

    assertThat((double) drift.toNanos()).isGreaterThanOrEqualTo(leaseMillis * 1e6 * factor + 2e6);
  }

  @Example
  void driftOfAllOrMore_orLessThanNothing_isRefused() {
    for (double bad : new double[] {1, 1.5, -0.01, Double.NaN}) {
      assertThatThrownBy(() -> new Validity(Duration.ofSeconds(1), bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("driftFactor must be 0 or more and less than 1, was " + bad);
    }
  }

  // ---- node timeout

  @Property(seed = "42")
  void nodeTimeout_isSmallAgainstAnyLeaseTime(
      @ForAll @LongRange(min = 10, max = DAY_MILLIS) long leaseMillis) {
    Duration leaseTime = Duration.ofMillis(leaseMillis);
    NodeTimeout rule = new NodeTimeout(null);

    assertThat(rule.of(leaseTime)).isBetween(Duration.ofMillis(5), Duration.ofMillis(50));
    rule.requireRoomIn(leaseTime);
  }

  @Example
  void nodeTimeout_ofMoreThanHalfTheLeaseTime_isRefused() {
    NodeTimeout half = new NodeTimeout(Duration.ofMillis(500));

    half.requireRoomIn(Duration.ofSeconds(1));
    assertThatThrownBy(() -> half.requireRoomIn(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "leaseTime must be at least twice the nodeTimeout, which makes PT1S, was PT0.999S");
  }

  @Example
  void nodeTimeout_outOfItsLimits_isRefused() {
    for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofSeconds(11))) {
      assertThatThrownBy(() -> new NodeTimeout(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("nodeTimeout must be PT0.001S..PT10S, was");
    }
  }

  // ---- what is taken

  @Property(seed = "42")
  void untilQuorumIsFree_isTheMomentWhenEnoughGrantsHaveEnded(
      @ForAll @IntRange(min = 1, max = 5) int half,
      @ForAll @IntRange(max = 5) int more,
      @ForAll Random random) {
    Quorum quorum = new Quorum(2 * half + 1);
    List<Long> heldForMillis =
        random.longs(quorum.size() + Math.min(more, half), 1, 30_001).boxed().toList();
    Ballot ballot = new Ballot(quorum);
    for (int node = 0; node < quorum.nodes(); node++) {
      ballot.cast(
          node,
          node < heldForMillis.size()
              ? new Vote.Refused(Duration.ofMillis(heldForMillis.get(node)), 1)
              : new Vote.Granted(1));
    }

    long until = ballot.untilQuorumIsFree().toMillis();

    assertThat(freeAfter(until, heldForMillis, quorum)).isTrue();
    assertThat(freeAfter(until - 1, heldForMillis, quorum)).isFalse();
  }

  private static boolean freeAfter(long millis, List<Long> heldForMillis, Quorum quorum) {
    long held = heldForMillis.stream().filter(each -> each > millis).count();
    return quorum.isReachedBy((int) (quorum.nodes() - held));
  }

  @Example
  void untilQuorumIsFree_whereGrantsHaveNoEnd_isNotKnown() {
    Ballot ballot = new Ballot(new Quorum(3));
    ballot.cast(0, new Vote.Refused(Duration.ofMillis(-1), 1));
    ballot.cast(1, new Vote.Refused(Duration.ofMillis(500), 1));

    assertThat(ballot.untilQuorumIsFree()).isZero();
  }

  private static Vote refusedBecauseOf(int holder) {
    return new Vote.Refused(Duration.ofSeconds(1), holder);
  }

  @Example
  void verdict_whereOneOwnerHasAQuorum_needsNobodyElse() {
    Ballot ballot = new Ballot(new Quorum(5));
    for (int node = 0; node < 3; node++) {
      ballot.cast(node, refusedBecauseOf(1));
    }

    assertThat(ballot.verdict()).isEqualTo(Ballot.Verdict.TAKEN);
    assertThat(ballot.mayBeHeld()).isTrue();
  }

  @Example
  void verdict_whereSeveralHaveParts_waitsForTheRest() {
    Ballot ballot = new Ballot(new Quorum(5));
    for (int node = 0; node < 4; node++) {
      ballot.cast(node, refusedBecauseOf(node / 2));
    }
    assertThat(ballot.verdict()).isEqualTo(Ballot.Verdict.OPEN);

    ballot.cast(4, refusedBecauseOf(3));

    assertThat(ballot.verdict()).isEqualTo(Ballot.Verdict.TAKEN);
    assertThat(ballot.mayBeHeld()).describedAs("they got in each other's way").isFalse();
  }

  @Example
  void mayBeHeld_whereThoseThatFailedMakeUpAQuorum_isTrue() {
    Ballot ballot = new Ballot(new Quorum(3));
    ballot.cast(0, refusedBecauseOf(1));
    ballot.cast(1, new Vote.Failed("silence", false));
    ballot.cast(2, new Vote.Granted(1));

    assertThat(ballot.mayBeHeld()).isTrue();
  }

  @Example
  void cast_twiceByOneNode_countsOnce() {
    Ballot ballot = new Ballot(new Quorum(3));

    ballot.cast(0, new Vote.Granted(1));
    ballot.cast(0, new Vote.Granted(1));

    assertThat(ballot.granted()).isEqualTo(1);
    assertThat(ballot.verdict()).isEqualTo(Ballot.Verdict.OPEN);
  }

  // ---- the guess at a token

  @Property(seed = "42")
  void leastToken_isAheadOfEveryClockThatWasHeard(
      @ForAll List<@LongRange(min = 0, max = 4_000_000_000_000_000L) Long> clocks,
      @ForAll @LongRange(max = 1_000_000_000_000L) long now) {
    Assume.that(!clocks.isEmpty());
    ServerClocks heard = new ServerClocks(clocks.size());
    for (int node = 0; node < clocks.size(); node++) {
      heard.told(node, now, clocks.get(node));
    }

    assertThat(heard.leastToken(now)).isGreaterThan(Collections.max(clocks));
  }

  @Example
  void leastToken_whereNothingWasHeard_isNone() {
    assertThat(new ServerClocks(3).leastToken(12_345)).isZero();
  }
}
