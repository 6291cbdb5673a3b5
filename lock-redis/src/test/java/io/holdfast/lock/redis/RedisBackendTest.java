package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.AcquireReply.Granted;
import io.holdfast.lock.spi.AcquireReply.Taken;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol against a scripted node: what is sent, and what answers and messages mean. */
class RedisBackendTest {

  private static final LeaseKey KEY =
      new LeaseKey("job", "t0ken", Duration.ofSeconds(30), Duration.ofNanos(1_500_001));

  private final List<String> closed = new ArrayList<>();
  private final ScriptedNode node = new ScriptedNode(closed);
  private final ScriptedInbox inbox = new ScriptedInbox(closed);
  private final VirtualPorts ports = new VirtualPorts();
  private final RedisBackend backend = backend(new RedisKeys("holdfast", false));
  private final Told told = new Told();

  private RedisBackend backend(RedisKeys keys) {
    RedisBackend made =
        new RedisBackend(
            node,
            inbox,
            keys,
            ports,
            "app@host 7",
            Duration.ofSeconds(1),
            () -> closed.add("client"));
    made.listen();
    return made;
  }

  /** What a waiter was told. */
  private static final class Told implements GrantListener {
    final List<Granted> grants = new ArrayList<>();
    int asked;

    @Override
    public void granted(Granted grant) {
      grants.add(grant);
    }

    @Override
    public void askAgain() {
      asked++;
    }
  }

  private CompletableFuture<AcquireReply> acquire(LeaseKey key) {
    return backend.acquire(key, told).toCompletableFuture();
  }

  /** Queued at this moment, which the server calls 5 s. */
  private void queue() {
    CompletableFuture<AcquireReply> reply = acquire(KEY);
    node.last().answer().complete(List.of(0L, 700L, 5_000_000L));
    assertThat(reply).isCompletedWithValue(new Taken(Duration.ofMillis(700)));
  }

  // ---- acquire

  @Test
  void acquire_sendsValueTimesAndInbox_withTheWaitRoundedUp() {
    assertThat(acquire(KEY)).isNotDone();

    assertThat(node.last().script()).isEqualTo(Script.ACQUIRE);
    assertThat(node.last().keys())
        .containsExactly("holdfast:{job}", "holdfast:{job}:queue", "holdfast:fence");
    assertThat(node.last().args())
        .containsExactly("t0ken@app@host 7", "30000", "2", "holdfast:inbox:test", "1");
  }

  @Test
  void acquire_thatIsGranted_countsFromBeforeItWasSent() {
    long sentAt = ports.nanoTime();
    CompletableFuture<AcquireReply> reply = acquire(KEY);
    ports.pause(Duration.ofMillis(40));

    node.last().answer().complete(List.of(1L, 42L, 5_000_000L));

    assertThat(reply).isCompletedWithValue(new Granted(42, sentAt));
  }

  @Test
  void acquire_ofALockWithoutAnEnd_isTakenForAnUnknownTime() {
    CompletableFuture<AcquireReply> reply = acquire(KEY);

    node.last().answer().complete(List.of(0L, -1L, 5_000_000L));

    assertThat(reply).isCompletedWithValue(new Taken(Duration.ZERO));
  }

  @Test
  void acquire_thatDoesNotWait_isToldNothing() {
    LeaseKey once = new LeaseKey("job", "t0ken", Duration.ofSeconds(30), Duration.ZERO);
    CompletableFuture<AcquireReply> reply = acquire(once);
    assertThat(node.last().args().get(2)).isEqualTo("0");
    node.last().answer().complete(List.of(0L, 700L, 5_000_000L));
    assertThat(reply).isCompleted();

    inbox.onMessage.accept("43 5000000 t0ken@x");
    inbox.onSubscribed.run();

    assertThat(told.grants).isEmpty();
    assertThat(told.asked).isZero();
  }

  // ---- the inbox

  @Test
  void grantMessage_countsFromTheServersStamp_onThisClock() {
    long sentAt = ports.nanoTime();
    queue();
    ports.pause(Duration.ofMillis(900));

    inbox.onMessage.accept("43 5600000 t0ken@app@host 7");

    // Granted 600 ms after the question was answered, told 300 ms later.
    assertThat(told.grants)
        .containsExactly(new Granted(43, sentAt + Duration.ofMillis(600).toNanos()));
  }

  @Test
  void grantMessage_fromAServerWhoseClockJumpedForward_isAskedAboutAgain() {
    queue();
    ports.pause(Duration.ofMillis(900));

    inbox.onMessage.accept("43 65600000 t0ken@app@host 7");

    assertThat(told.grants).isEmpty();
    assertThat(told.asked).isEqualTo(1);
  }

  @Test
  void grantMessage_beforeTheQuestionWasAnswered_isAskedAboutAgain() {
    assertThat(acquire(KEY)).isNotDone();

    inbox.onMessage.accept("43 5600000 t0ken@app@host 7");

    assertThat(told.grants).isEmpty();
    assertThat(told.asked).isEqualTo(1);
  }

  @Test
  void grantMessage_toldTwice_isHeardOnce() {
    queue();

    inbox.onMessage.accept("43 5000000 t0ken@app@host 7");
    inbox.onMessage.accept("43 5000000 t0ken@app@host 7");

    assertThat(told.grants).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "1 2",
        "1 2 t0ken",
        "1 2 @x",
        "x y t0ken@x",
        "-1 2 t0ken@x",
        "99999999999999999999 2 t0ken@x",
        "1 99999999999999999999 t0ken@x",
        "1 2 unknown@x",
        "1 2 t0ken@x\n1 2 t0ken@x"
      })
  void anyOtherMessage_isIgnored_andNothingIsThrownIntoTheConnection(String message) {
    queue();

    inbox.onMessage.accept(message);

    assertThat(told.grants).isEmpty();
    assertThat(told.asked).isZero();
  }

  @Test
  void subscriptionThatCameBack_hasAllWhoWaitAskAgain() {
    queue();

    inbox.onSubscribed.run();

    assertThat(told.asked).isEqualTo(1);
  }

  @Test
  void whoGaveUp_hearsNothingMore() {
    queue();
    assertThat(backend.release(KEY).toCompletableFuture()).isNotDone();

    inbox.onMessage.accept("43 5000000 t0ken@app@host 7");
    inbox.onSubscribed.run();

    assertThat(told.grants).isEmpty();
    assertThat(told.asked).isZero();
  }

  @Test
  void whoWasGranted_hearsNothingMore() {
    queue();
    assertThat(acquire(KEY)).isNotDone();
    node.last().answer().complete(List.of(1L, 42L, 5_000_000L));

    inbox.onSubscribed.run();

    assertThat(told.asked).isZero();
  }

  // ---- release

  @ParameterizedTest
  @CsvSource({"1, RELEASED", "2, NOT_OWNER", "3, GONE"})
  void release_saysWhatTheScriptSays(long code, ReleaseReply expected) {
    CompletableFuture<ReleaseReply> reply = backend.release(KEY).toCompletableFuture();

    node.last().answer().complete(List.of(code));

    assertThat(node.last().script()).isEqualTo(Script.RELEASE);
    assertThat(reply).isCompletedWithValue(expected);
  }

  @Test
  void release_namesTheSameQueueEntryAsTheAcquireDid() {
    assertThat(acquire(KEY)).isNotDone();
    List<String> asked = node.last().args();

    assertThat(backend.release(KEY).toCompletableFuture()).isNotDone();

    assertThat(node.last().args()).isEqualTo(asked);
  }

  // ---- renew

  private static Renewal renewal(String name) {
    return new Renewal(
        new LeaseKey(name, "t-" + name, Duration.ofSeconds(30), Duration.ZERO),
        Duration.ofSeconds(30));
  }

  private static List<Renewal> renewals(String... names) {
    return Stream.of(names).map(RedisBackendTest::renewal).toList();
  }

  @Test
  void renew_isOneScript_andEachLeaseHasItsOwnReply() {
    CompletableFuture<List<RenewalReply>> replies =
        backend.renew(renewals("a", "b", "c", "d")).toCompletableFuture();

    node.last().answer().complete(List.of(1L, 2L, 3L, 4L));

    assertThat(node.runs).hasSize(1);
    assertThat(node.last().keys())
        .containsExactly("holdfast:{a}", "holdfast:{b}", "holdfast:{c}", "holdfast:{d}");
    assertThat(node.last().args()).startsWith("t-a@app@host 7", "30000", "t-b@app@host 7");
    assertThat(replies)
        .isCompletedWithValue(
            List.of(
                RenewalReply.RENEWED,
                RenewalReply.NOT_OWNER,
                RenewalReply.GONE,
                RenewalReply.FAILED));
  }

  @Test
  void renew_inACluster_isOneScriptPerSlot_andTroubleInOneIsNoneOfTheOthers() {
    RedisBackend clustered = backend(new RedisKeys("holdfast", true));

    // {x} and x are the same hash tag, so they share a slot; y has another one.
    CompletableFuture<List<RenewalReply>> replies =
        clustered.renew(renewals("x", "y", "x}z")).toCompletableFuture();
    assertThat(node.runs).hasSize(2);
    for (ScriptedNode.Run run : node.runs) {
      if (run.keys().contains("holdfast:{y}")) {
        run.answer().completeExceptionally(BackendException.passing("cut", null));
      } else {
        run.answer().complete(List.of(1L, 3L));
      }
    }

    assertThat(replies)
        .isCompletedWithValue(
            List.of(RenewalReply.RENEWED, RenewalReply.FAILED, RenewalReply.GONE));
  }

  // ---- close

  @Test
  void close_endsInboxNodeAndClient() {
    backend.close();

    assertThat(closed).containsExactly("inbox", "node", "client");
  }

  @Test
  void close_ofANodeThatFails_endsTheRestAllTheSame() {
    node.failureToClose = new IllegalStateException("thrown by the node");

    assertThatThrownBy(backend::close).isSameAs(node.failureToClose);

    assertThat(closed).containsExactly("inbox", "node", "client");
  }

  @Test
  void description_isTheNodes() {
    assertThat(backend.description()).isEqualTo("script");
    assertThat(backend.requestTimeout()).isEqualTo(Duration.ofSeconds(1));
  }
}
