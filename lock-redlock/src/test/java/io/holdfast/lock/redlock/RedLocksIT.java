package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.server.embedded.InMemoryRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the door lets in, and each configuration that it refuses in one sentence. */
class RedLocksIT {

  private static List<InMemoryRedis> servers;

  @BeforeAll
  static void start() {
    servers = IntStream.range(0, 3).mapToObj(i -> InMemoryRedis.start()).toList();
  }

  @AfterAll
  static void stop() {
    servers.forEach(InMemoryRedis::close);
  }

  private static List<String> uris() {
    return servers.stream().map(InMemoryRedis::uri).toList();
  }

  /** Where a server was. */
  private static String uriOfNobody() {
    try (InMemoryRedis gone = InMemoryRedis.start()) {
      return gone.uri();
    }
  }

  private static RedLocks.Builder builder() {
    return RedLocks.builder().uris(uris());
  }

  private static LockOptions leaseTime(Duration leaseTime) {
    return LockOptions.builder().leaseTime(leaseTime).build();
  }

  // ---- refused

  @Test
  void connect_toAnEvenNumberOfNodes_isRefused() {
    assertThatThrownBy(() -> builder().uri("redis://127.0.0.1:1").connect())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nodes must be an odd number of at least 3 independent masters, were 4");
  }

  @Test
  void connect_toOneNode_isRefused() {
    assertThatThrownBy(() -> RedLocks.connect(uris().get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("were 1");
  }

  @Test
  void connect_toOneUriTwice_isRefused() {
    String first = uris().get(0);

    assertThatThrownBy(() -> RedLocks.connect(first, uris().get(1), first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(first + " is in the list twice; name each master once");
  }

  @Test
  void connect_toOneServerByTwoNames_isRefused() {
    String other = "redis://localhost:" + servers.get(0).port();

    assertThatThrownBy(() -> RedLocks.connect(uris().get(0), uris().get(1), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one and the same server")
        .hasMessageContaining(other)
        .hasMessageContaining(uris().get(0));
  }

  @Test
  void connect_toWhatSentinelsName_isRefused() {
    assertThatThrownBy(
            () -> RedLocks.connect(uris().get(0), uris().get(1), "redis-sentinel://h:1#main"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a node must be one server");
  }

  @Test
  void connect_whereNoQuorumAnswers_saysHowEachNodeIs() {
    String gone = uriOfNobody();
    RedLocks.Builder builder =
        RedLocks.builder()
            .uris(List.of(uris().get(0), gone, uriOfNobody()))
            .connectTimeout(Duration.ofMillis(300));

    assertThatThrownBy(builder::connect)
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("Cannot open locks: no quorum of 2 nodes answered within PT0.3S")
        .hasMessageContaining(gone + " UNREACHABLE (no connection to " + gone);
  }

  @Test
  void leaseTime_shorterThanTwoNodeTimeouts_isRefused() {
    RedLocks.Builder builder =
        builder()
            .nodeTimeout(Duration.ofMillis(300))
            .defaultOptions(leaseTime(Duration.ofMillis(500)));

    assertThatThrownBy(builder::connect)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("leaseTime must be at least twice the nodeTimeout");
  }

  @Test
  void leaseTime_longerThanTheLongest_isRefused() {
    try (RedLockClient locks = builder().connect()) {
      assertThatThrownBy(() -> locks.lock("job", leaseTime(Duration.ofSeconds(31))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("leaseTime must be at most the longestLeaseTime of PT30S, was PT31S");
    }
  }

  @Test
  void leaseTime_thatDriftUsesUp_isRefused() {
    RedLocks.Builder builder =
        builder().driftFactor(0.95).defaultOptions(leaseTime(Duration.ofMillis(10)));

    assertThatThrownBy(builder::connect)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leaseTime must be longer than its drift allowance, was PT0.01S");
  }

  @Test
  void driftFactor_ofAllOrMore_isRefused() {
    assertThatThrownBy(() -> builder().driftFactor(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("driftFactor must be");
  }

  @Test
  void everyOption_refusesWhatIsOutOfItsLimits() {
    RedLocks.Builder builder = builder();

    for (Runnable bad :
        List.<Runnable>of(
            () -> builder.keyPrefix("a b"),
            () -> builder.owner("\n"),
            () -> builder.nodeTimeout(Duration.ZERO),
            () -> builder.connectTimeout(Duration.ZERO),
            () -> builder.connectTimeout(Duration.ofHours(1)),
            () -> builder.longestLeaseTime(Duration.ofDays(2)))) {
      assertThatThrownBy(bad::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be");
    }
  }

  // ---- let in

  @Test
  void connect_whileAMinorityIsAway_worksWithTheOthers() throws Exception {
    List<String> two = List.of(uris().get(0), uris().get(1), uriOfNobody());

    try (RedLockClient locks =
        RedLocks.builder().uris(two).delayedRestart(DelayedRestart.NO_NODE).connect()) {
      assertThat(locks.status().voting()).isEqualTo(2);
      assertThat(locks.lock("job").tryAcquire()).isPresent();
    }
  }

  @Test
  void node_thatComesUpAfterTheClient_votes() {
    String late = uriOfNobody();
    List<String> uris = List.of(uris().get(0), uris().get(1), late);
    try (RedLockClient locks =
            RedLocks.builder().uris(uris).delayedRestart(DelayedRestart.NO_NODE).connect();
        InMemoryRedis server = InMemoryRedis.builder().port(URI.create(late).getPort()).start()) {
      await().until(() -> locks.status().voting() == 3);
      assertThat(server.uri()).isEqualTo(late);
    }
  }

  @Test
  void connect_toMastersThatWereJustStarted_waitsForTheLongestLeaseTime() {
    List<InMemoryRedis> fresh = IntStream.range(0, 3).mapToObj(i -> InMemoryRedis.start()).toList();
    try (RedLockClient locks =
        RedLocks.builder()
            .uris(fresh.stream().map(InMemoryRedis::uri).toList())
            .longestLeaseTime(Duration.ofSeconds(30))
            .connect()) {
      assertThat(locks.status().nodes())
          .extracting(NodeStatus::state)
          .containsOnly(NodeStatus.State.QUARANTINED);
    }
    fresh.forEach(server -> server.advance(Duration.ofMinutes(1)));
    try (RedLockClient locks =
        RedLocks.connect(fresh.stream().map(InMemoryRedis::uri).toArray(String[]::new))) {
      assertThat(locks.status().isServing()).isTrue();
    } finally {
      fresh.forEach(InMemoryRedis::close);
    }
  }

  @Test
  void options_areTakenOver() throws Exception {
    try (RedLockClient locks =
        builder()
            .keyPrefix("other")
            .owner("me")
            .fencing(false)
            .delayedRestart(DelayedRestart.NO_NODE)
            .longestLeaseTime(Duration.ofMinutes(5))
            .connect()) {
      var lease = locks.lock("job", leaseTime(Duration.ofMinutes(5))).tryAcquire().orElseThrow();

      assertThat(lease.fencingToken()).isZero();
      assertThat(lease.release()).isNotNull();
    }
  }
}
