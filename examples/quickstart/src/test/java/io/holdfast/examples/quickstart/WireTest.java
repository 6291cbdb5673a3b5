package io.holdfast.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What show and workers tell each other arrives as it was meant. */
class WireTest {

  @Test
  void work_survivesTheLine() {
    Work work =
        new Work(Work.Care.LOCK_AND_FENCE, "killed", 50, 0, Duration.ofMillis(1500)).pausingIn(3);

    assertThat(Work.parse(work.asLine())).isEqualTo(work);
  }

  @Test
  void saying_survivesTheLine() {
    Saying saying = new Saying(Saying.Word.REFUSED, "100 101");

    assertThat(Saying.parse(saying.asLine())).isEqualTo(saying);
  }

  @Test
  void saying_withLineBreaks_staysOneLine() {
    assertThat(new Saying(Saying.Word.FAILED, "one\ntwo\r\nthree").asLine())
        .isEqualTo("FAILED one two three");
  }

  @Test
  void parse_ofWhatTheJvmPrints_isNoSaying() {
    assertThat(Saying.parse("[warning][cds] cannot map the archive")).isNull();
  }
}
