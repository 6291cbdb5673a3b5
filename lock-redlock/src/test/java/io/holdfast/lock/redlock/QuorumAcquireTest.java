package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class QuorumAcquireTest {

  private static final String LOCK = "job";
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofMillis(5);

  private final Masters masters = new Masters(5);
  private final Masters.Client client = masters.client();
  private int hints;
  private final GrantListener listener =
      new GrantListener() {
        @Override
        public void granted(AcquireReply.Granted grant) {
          throw new AssertionError("nodes do not hand over");
        }

        @Override
        public void askAgain() {
          hints++;
        }
      };

  private static LeaseKey key(String token, Duration waitTime) {
    return new LeaseKey(LOCK, token, LEASE, waitTime);
  }

  private CompletableFuture<AcquireReply> ask(Masters.Client asker, LeaseKey key) {
    return asker.backend().acquire(key, listener).toCompletableFuture();
  }

  /** Asks, and does not look at the answer. */
  private void begin(Masters.Client asker, LeaseKey key) {
    CompletionStage<AcquireReply> unused = asker.backend().acquire(key, listener);
  }

  private CompletableFuture<AcquireReply> ask(String token) {
    return ask(client, key(token, Duration.ZERO));
  }

  private static BackendException failure(CompletableFuture<?> reply) {
    try {
      reply.join();
      throw new AssertionError("it did not fail");
    } catch (CompletionException e) {
      return (BackendException) e.getCause();
    }
  }

  // ---- time

  @Test
  void grant_isValidFromBeforeTheFirstRequest() {
    long before = masters.time.nanoTime();
    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(SOON);

    assertThat(((AcquireReply.Granted) reply.join()).validFromNanos()).isEqualTo(before);
  }

  @Test
  void acquire_withASilentMinority_takesNoLongerThanWithAllNodes() {
    client.link(0).silence();
    client.link(1).silence();

    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(Duration.ofMillis(1));

    assertThat(reply).isCompleted();
  }

  @Test
  void acquire_withASilentMajority_isRefusedAtTheNodeTimeout() {
    for (int node = 0; node < 3; node++) {
      client.link(node).silence();
    }

    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(Duration.ofMillis(49));
    assertThat(reply).isNotDone();
    masters.time.advance(Duration.ofMillis(1));

    assertThat(failure(reply))
        .hasMessageContaining("redis://A failed: gave no answer within 50 ms");
  }

  @Test
  void acquire_whoseValidityIsUsedUp_isAFailureAndLeavesNothing() {
    Masters slow = new Masters(3).nodeTimeout(Duration.ofSeconds(9));
    Masters.Client asker = slow.client();
    asker.each(link -> link.delays(Duration.ofMillis(50), Duration.ofMillis(50)));
    LeaseKey shortLease = new LeaseKey(LOCK, "mine", Duration.ofMillis(100), Duration.ZERO);

    CompletableFuture<AcquireReply> reply =
        asker.backend().acquire(shortLease, listener).toCompletableFuture();
    slow.time.advance(Duration.ofMillis(150));

    assertThat(failure(reply)).hasMessageContaining("after 100 ms nothing was left");
    assertThat(slow.heldBy("mine", LOCK)).isZero();
  }

  // ---- attempts

  @Test
  void acquire_again_takesThePlaceOfWhatAnEarlierAttemptLeft() {
    client.link(0).losesReplies(true);
    client.link(1).losesReplies(true);
    client.link(2).losesReplies(true);
    LeaseKey key = key("mine", Duration.ofSeconds(5));
    begin(client, key);
    masters.time.advance(Duration.ofNanos(150_000));
    client.each(link -> link.losesReplies(false));

    CompletableFuture<AcquireReply> again = ask(client, key);
    masters.time.advance(SOON);

    assertThat(again.join()).isInstanceOf(AcquireReply.Granted.class);
    assertThat(masters.holder(0, LOCK)).startsWith("mine.2@");
  }

  @Test
  void undoingAnEarlierAttempt_leavesALaterOneAlone() {
    LeaseKey key = key("mine", Duration.ofSeconds(5));
    begin(client, key);
    begin(client, key);
    masters.time.advance(SOON);

    Attempt earlier = new Attempt(key, 1);
    client.electorate().voters().forEach(node -> node.withdraw(key, earlier.number(), true));
    masters.time.advance(SOON);

    assertThat(masters.heldBy("mine", LOCK)).isEqualTo(5);
  }

  @Test
  void acquire_whereTwoGotInEachOthersWay_isWorthAnotherTrySoon() {
    masters.occupy(0, LOCK, "one", LEASE);
    masters.occupy(1, LOCK, "one", LEASE);
    masters.occupy(2, LOCK, "other", LEASE);
    masters.occupy(3, LOCK, "other", LEASE);

    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(SOON);

    Duration retryAfter = ((AcquireReply.Taken) reply.join()).retryAfter();
    assertThat(retryAfter).isBetween(Duration.ofMillis(25), Duration.ofMillis(75));
  }

  @Test
  void acquire_whereOneHasAMajority_isWorthAnotherTryWhenThatEnds() {
    for (int node = 0; node < 3; node++) {
      masters.occupy(node, LOCK, "another", Duration.ofSeconds(node + 2));
    }
    client.link(3).delays(Duration.ZERO, Duration.ZERO);
    client.link(4).delays(Duration.ZERO, Duration.ZERO);

    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(SOON);

    Duration retryAfter = ((AcquireReply.Taken) reply.join()).retryAfter();
    assertThat(retryAfter).isBetween(Duration.ofMillis(1_990), Duration.ofSeconds(2));
  }

  @Test
  void acquire_ofWhatIsNoLock_isRefusedForGoodAndSaysWhere() {
    masters.servers.forEach(server -> server.command("ZADD", "holdfast:{" + LOCK + "}", "1", "x"));

    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(SOON);

    assertThat(failure(reply).isRetryable()).isFalse();
    assertThat(failure(reply))
        .hasMessageContaining("redis://A failed")
        .hasMessageContaining("WRONGTYPE");
  }

  @Test
  void acquire_whileTheConnectionWasLostMeanwhile_doesNotCountThatVote() {
    masters.servers.get(3).kill();
    masters.servers.get(4).kill();
    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.servers.get(2).restart();
    masters.time.advance(Duration.ofMillis(60));

    assertThat(failure(reply)).hasMessageContaining("redis://C failed");
  }

  // ---- fencing tokens over the quorum

  @Test
  void fencingTokens_whereEveryNodeGivesTheSame_needNoSecondRound() throws Exception {
    CompletableFuture<AcquireReply> first = ask("first");
    masters.time.advance(SOON);
    client.backend().release(key("first", Duration.ZERO));
    masters.time.advance(SOON);
    int before = client.link(0).requests();

    CompletableFuture<AcquireReply> second = ask("second");
    masters.time.advance(SOON);

    assertThat(client.link(0).requests() - before).isEqualTo(1);
    assertThat(token(second)).isGreaterThan(token(first));
  }

  @Test
  void fencingToken_thatIsHigherOnOneNode_isKnownToAMajorityBeforeItIsHandedOut() {
    long high = 5_000_000_000_000_000L;
    masters.servers.get(0).command("SET", "holdfast:fence", Long.toString(high));
    client.link(0).delays(Duration.ZERO, Duration.ZERO);

    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(SOON);

    assertThat(token(reply)).isEqualTo(high + 1);
    long knowing =
        masters.servers.stream()
            .filter(server -> server.command("GET", "holdfast:fence").contains("" + (high + 1)))
            .count();
    assertThat(knowing).isGreaterThanOrEqualTo(3);
  }

  @Test
  void fencingToken_thatAMajorityCannotBeTold_isNotHandedOut() {
    masters.servers.get(0).command("SET", "holdfast:fence", "5000000000000000");
    client.link(0).delays(Duration.ZERO, Duration.ZERO);
    client.link(3).silence();
    client.link(4).silence();
    CompletableFuture<AcquireReply> reply = ask("mine");
    // The votes of B and C are in, and what raises them is not served any more.
    masters.time.advance(Duration.ofNanos(150_000));
    client.link(1).silence();

    masters.time.advance(Duration.ofMillis(60));

    assertThat(failure(reply)).hasMessageContaining("could be told the fencing token in time");
    client.each(SimulatedNode::resume);
    masters.time.advance(SOON);
    assertThat(masters.heldBy("mine", LOCK)).isZero();
  }

  @Test
  void fencingToken_isRaisedByALateYesToo() {
    masters.servers.get(0).command("SET", "holdfast:fence", "5000000000000000");
    client.link(0).delays(Duration.ZERO, Duration.ZERO);
    client.link(3).delays(Duration.ofMillis(10), Duration.ofMillis(1));
    client.link(4).delays(Duration.ofMillis(10), Duration.ofMillis(1));
    CompletableFuture<AcquireReply> reply = ask("mine");
    masters.time.advance(Duration.ofNanos(150_000));
    client.link(1).silence();

    masters.time.advance(Duration.ofMillis(40));

    assertThat(token(reply)).isEqualTo(5_000_000_000_000_001L);
  }

  @Test
  void withoutFencing_aLeaseSaysThatItHasNoToken() {
    Masters unfenced = new Masters(3).withoutFencing();
    var lease =
        unfenced
            .locks(unfenced.client())
            .lock(LOCK, LockOptions.defaults())
            .tryAcquireAsync(Duration.ZERO)
            .toCompletableFuture();
    unfenced.time.advance(SOON);

    assertThat(lease.join().map(Lease::fencingToken)).contains(0L);
    assertThat(unfenced.servers.get(0).command("GET", "holdfast:fence")).startsWith("$-1");
  }

  private static long token(CompletableFuture<AcquireReply> reply) {
    return ((AcquireReply.Granted) reply.join()).fencingToken();
  }

  // ---- waiting

  @Test
  void waiter_isToldByTheRelease_onceAQuorumOfNodesHasSaidSo() {
    LeaseKey holder = key("holder", Duration.ZERO);
    begin(masters.client(), holder);
    masters.time.advance(SOON);
    begin(client, key("waiter", Duration.ofSeconds(20)));
    masters.time.advance(SOON);

    masters.client().backend().release(holder);
    masters.time.advance(SOON);

    assertThat(hints).isEqualTo(1);
  }

  @Test
  void waiter_isToldByASingleNodeToo_aLittleLater() {
    for (int node = 0; node < 5; node++) {
      masters.occupy(node, LOCK, "holder.1@x", LEASE);
    }
    begin(client, key("waiter", Duration.ofSeconds(20)));
    masters.time.advance(SOON);
    Masters.Client releasing = masters.client();
    for (int node = 1; node < 5; node++) {
      releasing.link(node).cut();
    }

    releasing.backend().release(key("holder", Duration.ZERO));
    masters.time.advance(Duration.ofMillis(1));
    assertThat(hints).isZero();
    masters.time.advance(SOON);

    assertThat(hints).isEqualTo(1);
  }

  @Test
  void waiter_thatIsGone_isPassedOver() {
    LeaseKey holder = key("holder", Duration.ZERO);
    begin(masters.client(), holder);
    masters.time.advance(SOON);
    Masters.Client gone = masters.client();
    begin(gone, key("gone", Duration.ofMillis(50)));
    masters.time.advance(Duration.ofMillis(100));
    begin(client, key("waiter", Duration.ofSeconds(20)));
    masters.time.advance(SOON);

    masters.client().backend().release(holder);
    masters.time.advance(SOON);

    assertThat(hints).isEqualTo(1);
  }

  @Test
  void waiter_whoseNodeWasAway_asksAgainWhenItIsBack() {
    begin(masters.client(), key("holder", Duration.ZERO));
    masters.time.advance(SOON);
    begin(client, key("waiter", Duration.ofSeconds(20)));
    masters.time.advance(SOON);

    client.link(2).cut();
    client.link(2).mend();
    masters.time.advance(Duration.ofMillis(10));

    assertThat(hints).isEqualTo(1);
  }

  @Test
  void aMessageForNobody_isIgnored() {
    masters.servers.get(0).command("PUBLISH", "holdfast:inbox:client1", "no such token");
    masters.time.advance(SOON);

    assertThat(hints).isZero();
  }
}
