package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewal and release, which both ask what a majority still has. */
class QuorumRenewalTest {

  private static final String LOCK = "job";
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofMillis(60);

  private final Masters masters = new Masters(5);
  private final Masters.Client client = masters.client();
  private final LeaseKey key = new LeaseKey(LOCK, "mine", LEASE, Duration.ZERO);

  @BeforeEach
  void acquire() {
    grant(key);
  }

  private void grant(LeaseKey lease) {
    var reply = client.backend().acquire(lease, new Deaf()).toCompletableFuture();
    masters.time.advance(ROUND);
    assertThat(reply.join()).isInstanceOf(AcquireReply.Granted.class);
  }

  private static final class Deaf implements GrantListener {
    @Override
    public void granted(AcquireReply.Granted grant) {}

    @Override
    public void askAgain() {}
  }

  private List<RenewalReply> renew(LeaseKey... leases) {
    var replies =
        client
            .backend()
            .renew(List.of(leases).stream().map(lease -> new Renewal(lease, LEASE)).toList())
            .toCompletableFuture();
    masters.time.advance(ROUND);
    return replies.join();
  }

  private CompletableFuture<ReleaseReply> release() {
    CompletableFuture<ReleaseReply> reply = client.backend().release(key).toCompletableFuture();
    masters.time.advance(ROUND);
    return reply;
  }

  private void delete(int node) {
    masters.servers.get(node).command("DEL", "holdfast:{" + LOCK + "}");
  }

  private long ttlMillis(int node) {
    String reply = masters.servers.get(node).command("PTTL", "holdfast:{" + LOCK + "}");
    return Long.parseLong(reply.substring(1).strip());
  }

  // ---- renewal

  @Test
  void renew_byAMajority_givesTheWholeLeaseTimeAgain() {
    masters.time.advance(LEASE.dividedBy(2));

    assertThat(renew(key)).containsExactly(RenewalReply.RENEWED);

    for (int node = 0; node < 5; node++) {
      assertThat(ttlMillis(node)).isGreaterThan(9_900);
    }
  }

  @Test
  void renew_withASilentMinority_isNoSlower() {
    client.link(0).silence();
    client.link(1).silence();

    var replies = client.backend().renew(List.of(new Renewal(key, LEASE))).toCompletableFuture();
    masters.time.advance(Duration.ofMillis(1));

    assertThat(replies.join()).containsExactly(RenewalReply.RENEWED);
  }

  @Test
  void renew_withASilentMajority_failsAtTheNodeTimeout() {
    for (int node = 0; node < 3; node++) {
      client.link(node).silence();
    }

    assertThat(renew(key)).containsExactly(RenewalReply.FAILED);
  }

  @Test
  void renew_whereAMinorityLostTheLock_hasThemLockItAgain() {
    delete(0);
    masters.servers.get(1).restart();
    masters.time.advance(Duration.ofSeconds(1));

    assertThat(renew(key)).containsExactly(RenewalReply.RENEWED);

    assertThat(masters.heldBy("mine", LOCK)).isEqualTo(5);
  }

  @Test
  void renew_whereTheMajorityLostTheLock_isGone_andFreesTheRest() {
    delete(0);
    delete(1);
    delete(2);

    assertThat(renew(key)).containsExactly(RenewalReply.GONE);

    assertThat(masters.heldBy("mine", LOCK)).isZero();
    assertThat(client.backend().remembered()).isZero();
  }

  @Test
  void renew_whereAnotherHasTheMajority_isNotOwner() {
    for (int node = 0; node < 3; node++) {
      masters.occupy(node, LOCK, "another", LEASE);
    }

    assertThat(renew(key)).containsExactly(RenewalReply.NOT_OWNER);
    assertThat(masters.holder(0, LOCK)).isEqualTo("another");
  }

  @Test
  void renew_whereTheMajorityRestarted_doesNotCountThem() {
    masters.servers.subList(0, 3).forEach(SimulatedServer::restart);
    masters.time.advance(Duration.ofSeconds(1));

    assertThat(renew(key)).containsExactly(RenewalReply.FAILED);
    assertThat(masters.heldBy("mine", LOCK)).isEqualTo(2);
  }

  @Test
  void renew_ofManyLeases_judgesEachByItself() {
    LeaseKey other = new LeaseKey("other", "other", LEASE, Duration.ZERO);
    LeaseKey unknown = new LeaseKey("unknown", "unknown", LEASE, Duration.ZERO);
    grant(other);
    for (int node = 0; node < 5; node++) {
      delete(node);
    }

    assertThat(renew(key, unknown, other))
        .containsExactly(RenewalReply.GONE, RenewalReply.GONE, RenewalReply.RENEWED);
  }

  @Test
  void rejoin_thatLandsAfterTheRelease_isUndone() {
    delete(0);
    client.link(0).delays(Duration.ofMillis(10), Duration.ofMillis(30));
    client.backend().renew(List.of(new Renewal(key, LEASE)));
    masters.time.advance(Duration.ofMillis(45));

    client.backend().release(key);
    masters.time.advance(Duration.ofMillis(200));

    assertThat(masters.heldBy("mine", LOCK)).isZero();
  }

  // ---- release

  @Test
  void release_freesAllNodes() {
    assertThat(release().join()).isEqualTo(ReleaseReply.RELEASED);

    assertThat(masters.heldBy("mine", LOCK)).isZero();
  }

  @Test
  void release_withASilentMinority_isConfirmedByTheOthers_andReachesItLater() {
    client.link(0).silence();
    client.link(1).silence();

    assertThat(release().join()).isEqualTo(ReleaseReply.RELEASED);
    client.each(SimulatedNode::resume);
    masters.time.advance(ROUND);

    assertThat(masters.heldBy("mine", LOCK)).isZero();
  }

  @Test
  void release_withASilentMajority_saysHowManyConfirmed() {
    for (int node = 0; node < 3; node++) {
      client.link(node).silence();
    }

    CompletableFuture<ReleaseReply> reply = release();

    assertThat(reply).isCompletedExceptionally();
    try {
      reply.join();
    } catch (CompletionException e) {
      assertThat(e.getCause())
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith(
              "2 of 5 nodes confirmed that lock 'job' was released, 3 are needed")
          .hasMessageContaining("redis://A: gave no answer within 50 ms");
    }
  }

  @Test
  void release_ofWhatTheMajorityLost_isGone() {
    delete(0);
    delete(1);
    delete(2);

    assertThat(release().join()).isEqualTo(ReleaseReply.GONE);
  }

  @Test
  void release_ofWhatAnotherHas_leavesItAlone() {
    for (int node = 0; node < 3; node++) {
      masters.occupy(node, LOCK, "another", LEASE);
    }

    assertThat(release().join()).isEqualTo(ReleaseReply.NOT_OWNER);
    assertThat(masters.holder(0, LOCK)).isEqualTo("another");
  }

  @Test
  void release_isNotStoppedByWhatIsNoLock() {
    masters.servers.get(0).command("DEL", "holdfast:{" + LOCK + "}");
    masters.servers.get(0).command("ZADD", "holdfast:{" + LOCK + "}", "1", "x");

    assertThat(release().join()).isEqualTo(ReleaseReply.RELEASED);
  }
}
