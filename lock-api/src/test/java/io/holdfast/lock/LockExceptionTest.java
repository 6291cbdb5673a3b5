package io.holdfast.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One sentence that says what was tried, where, and what to do; and the parts as fields. */
class LockExceptionTest {

  @Test
  void timeout_saysHowLongWhereAndWhatToDo() {
    LockTimeoutException timeout =
        new LockTimeoutException("order:42", Duration.ofSeconds(2), "redis://db:6379");

    assertThat(timeout)
        .hasMessage(
            "Lock 'order:42' is held by another owner: waited PT2S at redis://db:6379. Wait"
                + " longer, or look for the holder.");
    assertThat(timeout.lockName()).isEqualTo("order:42");
    assertThat(timeout.waitTime()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void unavailable_saysWhatTheLastAttemptEndedWith() {
    Exception cause = new IllegalStateException("no connection; check that it runs");

    LockUnavailableException unavailable =
        new LockUnavailableException("order:42", "redis://db:6379", cause);

    assertThat(unavailable)
        .hasMessage(
            "Lock 'order:42' could not be asked for at redis://db:6379: no connection; check that"
                + " it runs")
        .hasCause(cause);
  }

  @Test
  void lost_saysWhyAndWhatToDo() {
    LeaseLostException lost =
        new LeaseLostException("order:42", LossReason.GONE, 7, "redis://db:6379");

    assertThat(lost)
        .hasMessage(
            "The lease on lock 'order:42' (fencing token 7, at redis://db:6379) was lost because"
                + " the backend no longer has it. Stop the work.");
    assertThat(lost.reason()).isEqualTo(LossReason.GONE);
    assertThat(lost.fencingToken()).isEqualTo(7);
  }
}
