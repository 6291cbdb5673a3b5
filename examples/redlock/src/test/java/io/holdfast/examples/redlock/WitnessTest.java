package io.holdfast.examples.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** A witness must see what must not be. */
class WitnessTest {

  private final Witness witness = new Witness();

  private static Lease lease(long fencingToken, boolean held) {
    return (Lease)
        Proxy.newProxyInstance(
            Lease.class.getClassLoader(),
            new Class<?>[] {Lease.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "fencingToken" -> fencingToken;
                  case "isHeld" -> held;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void oneAfterTheOther_isWell() {
    Lease first = lease(1, true);
    witness.enters(first);
    witness.leaves(first);
    witness.enters(lease(2, true));

    assertThat(witness.grants()).isEqualTo(2);
    assertThat(witness.overlaps()).isZero();
    assertThat(witness.tokensThatDidNotRise()).isZero();
  }

  @Test
  void twoAtOnce_areSeen() {
    witness.enters(lease(1, true));
    witness.enters(lease(2, true));

    assertThat(witness.overlaps()).isEqualTo(1);
  }

  @Test
  void anEarlierOneThatLostItsLease_isNoOverlap() {
    witness.enters(lease(1, false));
    witness.enters(lease(2, true));

    assertThat(witness.overlaps()).isZero();
  }

  @Test
  void aTokenThatDoesNotRise_isSeen() {
    witness.enters(lease(2, false));
    witness.enters(lease(2, true));

    assertThat(witness.tokensThatDidNotRise()).isEqualTo(1);
  }
}
