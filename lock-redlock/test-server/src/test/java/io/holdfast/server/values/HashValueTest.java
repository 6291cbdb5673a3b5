package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashValueTest {

  private final EncodingLimits limits = new EncodingLimits();
  private final HashValue hash = new HashValue(limits);

  private Map<Bytes, Bytes> content() {
    Map<Bytes, Bytes> content = new LinkedHashMap<>();
    for (HashField at = hash.first(); at != null; at = at.next()) {
      content.put(at.key(), at.value());
    }
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anyChange_atRandom_agreesWithALinkedMap(int seed) {
    Random random = new Random(seed);
    Map<Bytes, Bytes> model = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      Bytes field = Bytes.of("f" + random.nextInt(40));
      if (random.nextInt(5) < 2) {
        assertThat(hash.remove(field)).isEqualTo(model.remove(field) != null);
      } else {
        Bytes value = Bytes.of("v".repeat(random.nextInt(10)));
        assertThat(hash.put(field, value)).isEqualTo(model.put(field, value) == null);
      }
      if (i % 20 == 0) {
        assertThat(content().entrySet()).containsExactlyElementsOf(model.entrySet());
      }
    }
    assertThat(hash.size()).isEqualTo(model.size());
    model.keySet().forEach(hash::remove);
    assertThat(hash.footprint()).isEqualTo(new HashValue(limits).footprint());
  }

  @Test
  void put_limitIsLoweredLater_countsFromTheNextWrite() {
    hash.put(Bytes.of("a"), Bytes.of(1));
    hash.put(Bytes.of("b"), Bytes.of(2));
    limits.hash(new EncodingLimits.Pair(1, 64));
    assertThat(hash.encoding()).isEqualTo("listpack");

    hash.put(Bytes.of("a"), Bytes.of(3));

    assertThat(hash.encoding()).isEqualTo("hashtable");
  }

  @Test
  void copy_limitIsRaisedMeanwhile_keepsItsEncoding() {
    hash.put(Bytes.of("a"), Bytes.of("v".repeat(65)));
    limits.hash(new EncodingLimits.Pair(512, 100));

    assertThat(hash.copy().encoding()).isEqualTo("hashtable");
  }
}
