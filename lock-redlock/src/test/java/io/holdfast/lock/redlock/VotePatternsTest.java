package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 3^5 ways in which five nodes can vote, with answers in any order and some of them late. */
class VotePatternsTest {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final String LOCK = "job";
  private static final GrantListener NOBODY =
      new GrantListener() {
        @Override
        public void granted(AcquireReply.Granted grant) {}

        @Override
        public void askAgain() {}
      };

  enum Cast {
    GRANTED,
    REFUSED,
    FAILED
  }

  static Stream<String> patterns() {
    return IntStream.range(0, 243)
        .mapToObj(
            number -> {
              StringBuilder pattern = new StringBuilder();
              for (int rest = number, node = 0; node < 5; node++, rest /= 3) {
                pattern.append(Cast.values()[rest % 3].name().charAt(0));
              }
              return pattern.toString();
            });
  }

  private final Masters masters = new Masters(5);
  private final Masters.Client client = masters.client();
  private final LeaseKey key = new LeaseKey(LOCK, "mine", LEASE, Duration.ZERO);

  private static int count(String pattern, char vote) {
    return (int) pattern.chars().filter(c -> c == vote).count();
  }

  /** Sets the scene, asks once, and returns the answer once it is there. */
  private CompletableFuture<AcquireReply> ask(String pattern) {
    for (int node = 0; node < 5; node++) {
      // The nodes answer in another order for each pattern.
      long micros = 100 + 700L * ((node * 3 + pattern.hashCode()) & 7);
      client.link(node).delays(Duration.ofNanos(micros * 1_000), Duration.ofNanos(200_000));
      switch (pattern.charAt(node)) {
        case 'R' -> masters.occupy(node, LOCK, "another", LEASE);
        case 'F' -> client.link(node).silence();
        default -> {}
      }
    }
    CompletableFuture<AcquireReply> reply =
        client.backend().acquire(key, NOBODY).toCompletableFuture();
    masters.time.advance(Duration.ofMillis(60));
    return reply;
  }

  private void lateAnswersLand() {
    client.each(SimulatedNode::resume);
    masters.time.advance(Duration.ofMillis(20));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void acquire_decidesByTheMajority(String pattern) {
    CompletableFuture<AcquireReply> reply = ask(pattern);

    assertThat(reply).isDone();
    if (count(pattern, 'G') >= 3) {
      assertThat(reply.join()).isInstanceOf(AcquireReply.Granted.class);
    } else if (count(pattern, 'F') >= 3) {
      assertThat(reply).isCompletedExceptionally();
      assertThat(failure(reply).isRetryable()).isTrue();
    } else {
      assertThat(reply.join()).isInstanceOf(AcquireReply.Taken.class);
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void acquire_thatFails_leavesNothingBehindOnceLateAnswersHaveLanded(String pattern) {
    CompletableFuture<AcquireReply> reply = ask(pattern);

    lateAnswersLand();

    boolean won = !reply.isCompletedExceptionally() && reply.join() instanceof AcquireReply.Granted;
    int yes = count(pattern, 'G') + count(pattern, 'F');
    assertThat(masters.heldBy("mine", LOCK)).isEqualTo(won ? yes : 0);
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void release_leavesNothingBehindOnceLateAnswersHaveLanded(String pattern) {
    CompletableFuture<AcquireReply> unused = ask(pattern);

    client.backend().release(key);
    masters.time.advance(Duration.ofMillis(60));
    lateAnswersLand();

    assertThat(masters.heldBy("mine", LOCK)).isZero();
    assertThat(client.backend().remembered()).isZero();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void acquire_neverTouchesWhatAnotherHolds(String pattern) {
    CompletableFuture<AcquireReply> unused = ask(pattern);
    lateAnswersLand();

    for (int node = 0; node < 5; node++) {
      if (pattern.charAt(node) == 'R') {
        assertThat(masters.holder(node, LOCK)).isEqualTo("another");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void acquire_thatIsUnavailable_saysHowEachNodeVoted(String pattern) {
    CompletableFuture<AcquireReply> reply = ask(pattern);

    if (reply.isCompletedExceptionally()) {
      String message = failure(reply).getMessage();
      assertThat(message.split("; ")).hasSize(5);
      assertThat(message.split("gave no answer within 50 ms", -1)).hasSize(1 + count(pattern, 'F'));
    }
  }

  private static BackendException failure(CompletableFuture<AcquireReply> reply) {
    try {
      reply.join();
      throw new AssertionError("it did not fail");
    } catch (CompletionException e) {
      return (BackendException) e.getCause();
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void ballot_agreesWithTheNodesWhateverTheOrderOfTheirVotes(String pattern) {
    int[] order = IntStream.range(0, 5).toArray();
    for (int turn = 0; turn < 5; turn++) {
      Ballot ballot = new Ballot(new Quorum(5));
      for (int i : order) {
        ballot.cast((i + turn) % 5, vote(pattern.charAt((i + turn) % 5)));
      }
      Ballot.Verdict expected =
          count(pattern, 'G') >= 3
              ? Ballot.Verdict.WON
              : count(pattern, 'F') >= 3 ? Ballot.Verdict.UNAVAILABLE : Ballot.Verdict.TAKEN;
      assertThat(ballot.verdict()).describedAs(Arrays.toString(order)).isEqualTo(expected);
    }
  }

  private static Vote vote(char cast) {
    return switch (cast) {
      case 'G' -> new Vote.Granted(1);
      case 'R' -> new Vote.Refused(LEASE, 7);
      default -> new Vote.Failed("silence", false);
    };
  }
}
