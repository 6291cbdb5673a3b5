package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.holdfast.server.bytes.Bytes;
import org.junit.jupiter.api.Test;

class HyperLogLogTest {

  private static final long SPARSE_MOST = 3_000;

  private static HyperLogLog of(int elements) throws CorruptRegistersException {
    HyperLogLog value = new HyperLogLog();
    for (int i = 0; i < elements; i++) {
      value.add(Bytes.of(i), SPARSE_MOST);
    }
    value.forgetEstimate();
    return value;
  }

  @Test
  void estimate_ofManyElements_isNear() throws CorruptRegistersException {
    assertThat(of(100_000).estimate()).isCloseTo(100_000L, withPercentage(2));
  }

  @Test
  void add_knownElement_raisesNothing() throws CorruptRegistersException {
    HyperLogLog value = of(10);

    assertThat(value.add(Bytes.of(3), SPARSE_MOST)).isFalse();
  }

  @Test
  void add_moreThanFitsIntoRuns_makesRegistersDense() throws CorruptRegistersException {
    assertThat(of(100).isDense()).isFalse();
    assertThat(of(5_000).isDense()).isTrue();
  }

  @Test
  void toDense_anySparse_keepsTheEstimate() throws CorruptRegistersException {
    HyperLogLog sparse = of(500);
    HyperLogLog dense = of(500);

    dense.toDense();

    assertThat(dense.estimate()).isEqualTo(sparse.estimate());
  }

  @Test
  void of_itsOwnBytes_isTheSame() throws CorruptRegistersException {
    HyperLogLog value = of(700);

    HyperLogLog again = HyperLogLog.of(value.bytes());

    assertThat(again).isNotNull();
    assertThat(again.bytes()).isEqualTo(value.bytes());
  }

  @Test
  void of_anyOtherString_isNone() {
    assertThat(HyperLogLog.of(Bytes.of("HYLL but too short"))).isNull();
    assertThat(HyperLogLog.of(Bytes.EMPTY)).isNull();
  }

  @Test
  void estimate_registersMissing_isRefused() {
    HyperLogLog value = HyperLogLog.of(Bytes.ofLatin("HYLL\1" + "\0".repeat(11)));

    assertThat(value).isNotNull();
    value.forgetEstimate();
    assertThatThrownBy(value::estimate).isInstanceOf(CorruptRegistersException.class);
  }
}
