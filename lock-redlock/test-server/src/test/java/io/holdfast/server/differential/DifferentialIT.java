package io.holdfast.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.embedded.InMemoryRedis;
import io.holdfast.server.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every sequence below {@code differential} is answered as a real server answers it. */
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
class DifferentialIT {

  private static final String DEBUG = "enable-debug-command";

  private static InMemoryRedis embedded;
  private static RealRedis real;
  private static Stage embeddedStage;
  private static Stage realStage;

  @BeforeAll
  static void startServers() {
    embedded = InMemoryRedis.builder().config(DEBUG, "yes").start();
    real = RealRedis.start("--" + DEBUG, "yes");
    embeddedStage = new Stage(embedded.port());
    realStage = new Stage(real.port());
  }

  @AfterAll
  static void closeServers() {
    embeddedStage.close();
    realStage.close();
    embedded.close();
    real.close();
  }

  @TestFactory
  DynamicNode resp2() {
    return SequenceTests.below("", sequence -> compare(sequence, 2));
  }

  @TestFactory
  DynamicNode resp3() {
    return SequenceTests.below("", sequence -> compare(sequence, 3));
  }

  private static void compare(Sequence sequence, int protocol) {
    assertThat(embeddedStage.play(sequence, protocol))
        .describedAs("%s in RESP%d", sequence.source(), protocol)
        .isEqualTo(realStage.play(sequence, protocol));
  }
}
