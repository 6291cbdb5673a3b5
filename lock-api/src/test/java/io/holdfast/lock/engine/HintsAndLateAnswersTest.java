package io.holdfast.lock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.ScriptedBackend.Question;
import io.holdfast.lock.spi.AcquireReply.Granted;
import io.holdfast.lock.spi.AcquireReply.Taken;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Messages and answers that come in any order, twice, late or never. */
class HintsAndLateAnswersTest {

  private final VirtualPorts ports = new VirtualPorts();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final LeasingClient client = LeasingClient.over(backend, LockOptions.defaults(), ports);

  private CompletableFuture<Lease> acquire() {
    return client.lock("job").acquireAsync().toCompletableFuture();
  }

  private Granted grant(long fencingToken) {
    return new Granted(fencingToken, ports.nanoTime());
  }

  @Test
  void askAgain_whileAQuestionIsUnderWay_asksOnceMoreAfterItsAnswer() {
    assertThat(acquire()).isNotDone();
    Question first = backend.lastQuestion();
    first.listener().askAgain();
    first.listener().askAgain();
    assertThat(backend.questions).hasSize(1);

    first.answer().complete(new Taken(Duration.ofSeconds(30)));

    assertThat(backend.questions).hasSize(2);
    backend.lastQuestion().answer().complete(new Taken(Duration.ofSeconds(30)));
    assertThat(backend.questions).hasSize(2);
  }

  @Test
  void askAgain_whileParked_asksAtOnce() {
    assertThat(acquire()).isNotDone();
    backend.lastQuestion().answer().complete(new Taken(Duration.ofSeconds(30)));

    backend.lastQuestion().listener().askAgain();

    assertThat(backend.questions).hasSize(2);
  }

  @Test
  void askAgain_afterTheOutcome_asksNothing() {
    CompletableFuture<Lease> waiter = acquire();
    backend.lastQuestion().answer().complete(grant(1));

    backend.lastQuestion().listener().askAgain();

    assertThat(waiter).isCompleted();
    assertThat(backend.questions).hasSize(1);
  }

  @Test
  void takenWithoutAnEnd_isAskedAgainByTheSafetyPoll() {
    assertThat(acquire()).isNotDone();
    backend.lastQuestion().answer().complete(new Taken(Duration.ZERO));
    assertThat(backend.questions).hasSize(1);

    ports.advance(Duration.ofMillis(1_250));

    assertThat(backend.questions).hasSize(2);
  }

  @Test
  void grantToldByMessageAndByAnswer_isOneLease() {
    CompletableFuture<Lease> waiter = acquire();
    Question question = backend.lastQuestion();

    question.listener().granted(grant(7));
    question.answer().complete(grant(8));
    question.listener().granted(grant(7));

    assertThat(waiter.join().fencingToken()).isEqualTo(7);
    assertThat(backend.releases).isEmpty();
  }

  @Test
  void answerThatLandsAfterItsLeaseWasReleased_isUndone() {
    CompletableFuture<Lease> waiter = acquire();
    Question question = backend.lastQuestion();
    question.listener().granted(grant(7));
    waiter.join().releaseAsync();
    backend.lastRelease().answer().complete(ReleaseReply.RELEASED);

    question.answer().complete(grant(8));

    assertThat(backend.releases).hasSize(2);
    assertThat(backend.lastRelease().key()).isEqualTo(question.key());
  }

  @Test
  void failureThatLandsAfterTheWaiterGaveUp_isFollowedByAnotherRelease() {
    CompletableFuture<Lease> waiter = acquire();
    waiter.cancel(false);
    backend.lastRelease().answer().complete(ReleaseReply.GONE);

    // Whether the question was served nobody knows.
    backend.lastQuestion().answer().completeExceptionally(BackendException.passing("cut", null));

    assertThat(backend.releases).hasSize(2);
  }

  @Test
  void messageThatLandsAfterTheWaiterGaveUp_isUndone() {
    CompletableFuture<Lease> waiter = acquire();
    Question question = backend.lastQuestion();
    question.answer().complete(new Taken(Duration.ofSeconds(30)));
    waiter.cancel(false);
    backend.lastRelease().answer().complete(ReleaseReply.GONE);

    question.listener().granted(grant(7));

    assertThat(backend.releases).hasSize(2);
    assertThat(backend.batches).isEmpty();
  }
}
