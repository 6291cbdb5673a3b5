package io.holdfast.examples.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedLockExampleIT {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return new Main(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(args);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void run_onEmbeddedMasters_holdsItsPromises() {
    int status = run("--workers", "3");

    assertThat(status).describedAs(said() + complained()).isZero();
    assertThat(said())
        .contains("no two at once, every fencing token higher than the one before")
        .doesNotContain("not in time");
    assertThat(complained()).contains("DOWN").contains("waits").contains("5 of 5 vote");
  }

  @Test
  void run_withHelp_saysHow() {
    assertThat(run("--help")).isZero();
    assertThat(said()).startsWith("Usage: examples/run redlock");
  }

  @Test
  void run_withTwoMasters_saysWhatIsWrong() {
    assertThat(run("--redis", "redis://127.0.0.1:1", "--redis", "redis://127.0.0.1:2"))
        .isEqualTo(2);
    assertThat(complained()).startsWith("redlock: nodes must be an odd number of at least 3");
  }

  @Test
  void run_whereNobodyAnswers_saysSo() {
    assertThat(
            run(
                "--redis=redis://127.0.0.1:1",
                "--redis=redis://127.0.0.1:2",
                "--redis=redis://127.0.0.1:3"))
        .isEqualTo(2);
    assertThat(complained()).startsWith("redlock: Cannot open locks: no quorum of 2 nodes");
  }
}
