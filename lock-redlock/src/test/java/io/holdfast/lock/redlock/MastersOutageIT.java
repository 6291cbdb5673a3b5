package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockUnavailableException;
import io.holdfast.lock.ReleaseResult;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RespClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Five real masters that are stopped, killed and restarted empty. */
@DisplayName("[real]")
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
class MastersOutageIT {

  private static final String LOCK = "job";
  private static final String KEY = "holdfast:{job}";
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(3);
  private static final LockOptions OPTIONS =
      LockOptions.builder().leaseTime(LONGEST_LEASE).waitTime(Duration.ofSeconds(10)).build();

  private final List<RealRedis> servers = new ArrayList<>();
  private final List<RedLockClient> clients = new ArrayList<>();

  @BeforeEach
  void start() {
    IntStream.range(0, 5).forEach(i -> servers.add(RealRedis.start()));
  }

  @AfterEach
  void stop() {
    servers.forEach(RealRedis::resume);
    clients.forEach(RedLockClient::close);
    servers.forEach(RealRedis::close);
  }

  private RedLockClient connect(DelayedRestart delayedRestart) {
    RedLockClient client =
        RedLocks.builder()
            .uris(servers.stream().map(RealRedis::uri).toList())
            .defaultOptions(OPTIONS)
            .delayedRestart(delayedRestart)
            .connect();
    clients.add(client);
    return client;
  }

  private RedLockClient connect() {
    return connect(DelayedRestart.NO_NODE);
  }

  private void stop(int count) {
    servers.subList(0, count).forEach(RealRedis::stop);
  }

  private String get(int node) {
    try (RespClient client = servers.get(node).client()) {
      return client.command("GET", KEY);
    }
  }

  /** How long it took; the first call is for the classes to be loaded. */
  private static Duration timeToAcquire(RedLockClient client) throws InterruptedException {
    client.lock("warm-up").acquire().release();
    long before = System.nanoTime();
    Lease lease = client.lock(LOCK).acquire();
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(lease.isHeld()).isTrue();
    return took;
  }

  @Test
  void acquire_withOneNodeStopped_doesNotWaitForIt() throws Exception {
    RedLockClient client = connect();
    stop(1);

    assertThat(timeToAcquire(client)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void acquire_withTwoNodesStopped_doesNotWaitForThem() throws Exception {
    RedLockClient client = connect();
    stop(2);

    assertThat(timeToAcquire(client)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void acquire_withThreeNodesStopped_isRefusedAtTheNodeTimeout() throws Exception {
    RedLockClient client = connect();
    client.lock("warm-up").acquire().release();
    stop(3);

    long before = System.nanoTime();
    assertThatThrownBy(() -> client.lock(LOCK).tryAcquire())
        .isInstanceOf(LockUnavailableException.class)
        .hasMessageContaining(servers.get(0).uri() + " failed: gave no answer within 50 ms")
        .hasMessageContaining(servers.get(4).uri() + " granted");
    // The node timeout of 50 ms, and 20 ms for this process.
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(70));
  }

  @Test
  void acquire_thatFailed_isUndoneOnTheNodesThatWereSilent() throws Exception {
    RedLockClient client = connect();
    stop(3);
    assertThatThrownBy(() -> client.lock(LOCK).tryAcquire())
        .isInstanceOf(LockUnavailableException.class);

    servers.forEach(RealRedis::resume);

    for (int node = 0; node < 5; node++) {
      int asked = node;
      await().until(() -> get(asked).startsWith("$-1"));
    }
  }

  @Test
  void lease_withAMinorityStopped_isRenewedAndReleased() throws Exception {
    RedLockClient client = connect();
    Lease lease = client.lock(LOCK).acquire();
    stop(2);

    // Whoever waits for two lease times and gets nothing shows that it was renewed.
    Optional<Lease> other = connect().lock(LOCK).tryAcquire(LONGEST_LEASE.multipliedBy(2));

    assertThat(other).isEmpty();
    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
    assertThat(lease.release()).isEqualTo(ReleaseResult.RELEASED);
  }

  @Test
  void lease_withAMajorityStopped_isLostAtItsOwnDeadline() throws Exception {
    RedLockClient client = connect();
    Lease lease = client.lock(LOCK).acquire();

    stop(3);

    await().until(() -> lease.state() == LeaseState.AT_RISK);
    await().until(() -> lease.state() == LeaseState.LOST);
    assertThatThrownBy(() -> client.lock(LOCK).tryAcquire())
        .isInstanceOf(LockUnavailableException.class);
  }

  @Test
  void nodeThatRestartedEmpty_rejoinsALeaseThatIsHeld() throws Exception {
    RedLockClient client = connect(DelayedRestart.NO_NODE);
    Lease lease = client.lock(LOCK).acquire();

    servers.get(0).restart();

    await().until(() -> !get(0).startsWith("$-1"));
    assertThat(lease.state()).isEqualTo(LeaseState.HELD);
  }

  @Test
  void nodesThatRestartedEmpty_getNoVoteUntilTheLongestLeaseTimeHasPassed() throws Exception {
    RedLockClient client = connect(DelayedRestart.EVERY_NODE);
    await().until(() -> client.status().voting() == 5);
    Lease lease = client.lock(LOCK).acquire();

    servers.subList(0, 3).forEach(RealRedis::restart);
    await()
        .until(
            () ->
                client.status().nodes().stream()
                        .filter(node -> node.state() == NodeStatus.State.QUARANTINED)
                        .count()
                    == 3);

    assertThatThrownBy(() -> client.lock(LOCK).tryAcquire())
        .isInstanceOf(LockUnavailableException.class)
        .hasMessageContaining("may have forgotten locks");
    assertThat(lease.release()).isNotNull();
    await().until(() -> client.status().voting() == 5);
    assertThat(client.lock(LOCK).tryAcquire()).isPresent();
  }

  @Test
  void replicaInTheList_isRefused() {
    RealRedis replica = RealRedis.start("--replicaof", "127.0.0.1 " + servers.get(0).port());
    try {
      assertThatThrownBy(
              () -> RedLocks.connect(servers.get(0).uri(), servers.get(1).uri(), replica.uri()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "%s is a replica of 127.0.0.1:%d; name independent masters only"
                  .formatted(replica.uri(), servers.get(0).port()));
    } finally {
      replica.close();
    }
  }

  @Test
  void nodesThatSyncEveryWrite_voteAtOnceWhereTheyAreExempted() throws Exception {
    List<RealRedis> durable =
        IntStream.range(0, 3)
            .mapToObj(i -> RealRedis.start("--appendonly", "yes", "--appendfsync", "always"))
            .toList();
    try (RedLockClient client =
        RedLocks.builder()
            .uris(durable.stream().map(RealRedis::uri).toList())
            .delayedRestart(DelayedRestart.EXCEPT_FSYNC_ALWAYS)
            .connect()) {
      assertThat(client.status().voting()).isEqualTo(3);
      assertThat(client.lock(LOCK).tryAcquire()).isPresent();
    } finally {
      durable.forEach(RealRedis::close);
    }
  }
}
