package io.holdfast.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** What writes did is told to logs and replicas in the words in which a real server tells it. */
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
class EffectsIT {

  private static RealRedis real;
  private static RealEffects realEffects;
  private static final VirtualEffects EFFECTS = new VirtualEffects();

  @BeforeAll
  static void startServer() {
    real = RealRedis.start("--repl-diskless-sync", "no");
    realEffects = new RealEffects(real.port());
  }

  @AfterAll
  static void closeServer() {
    realEffects.close();
    real.close();
  }

  @TestFactory
  DynamicNode lists() {
    return SequenceTests.below("lists", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode hashes() {
    return SequenceTests.below("hashes", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode sets() {
    return SequenceTests.below("sets", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode bitmaps() {
    return SequenceTests.below("bitmaps", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode hyperLogLogs() {
    return SequenceTests.below("hyperloglogs", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode places() {
    return SequenceTests.below("geo", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode streams() {
    return SequenceTests.below("streams", EffectsIT::compare);
  }

  @TestFactory
  DynamicNode sortedSets() {
    return SequenceTests.below("sortedsets", EffectsIT::compare);
  }

  private static void compare(Sequence sequence) {
    assertThat(EFFECTS.of(sequence))
        .describedAs("%s", sequence.source())
        .isEqualTo(realEffects.of(sequence));
  }
}
