package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.server.bytes.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LuaTableTest {

  private final LuaTable table = new LuaTable();

  @Test
  void get_ofAnAbsentKey_isNil() {
    assertThat(table.get(Bytes.of("x"))).isNull();
    assertThat(table.get(1)).isNull();
    assertThat(table.get((Object) null)).isNull();
    assertThat(table.get(Double.NaN)).isNull();
  }

  @Test
  void get_afterSet_findsEqualKeysOfEachType() {
    LuaTable key = new LuaTable();
    table.set(Bytes.of("text"), 1.0);
    table.set((Object) 2.0, 2.0);
    table.set(2.5, 3.0);
    table.set(true, 4.0);
    table.set(key, 5.0);

    assertThat(table.get(Bytes.of("text"))).isEqualTo(1.0);
    assertThat(table.get(2.0)).isEqualTo(2.0);
    assertThat(table.get(2.5)).isEqualTo(3.0);
    assertThat(table.get(true)).isEqualTo(4.0);
    assertThat(table.get(key)).isEqualTo(5.0);
    assertThat(table.get(new LuaTable())).isNull();
  }

  @Test
  void set_ofNilOrNan_isRefused() {
    assertThatThrownBy(() -> table.set((Object) null, 1.0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.set(Double.NaN, 1.0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void length_ofAnArrayWithoutHoles_isItsSize() {
    for (int i = 1; i <= 1000; i++) {
      table.set(i, Bytes.EMPTY);
    }

    assertThat(table.length()).isEqualTo(1000);
  }

  @Test
  void positionAfter_ofAnUnknownKey_isRefused() {
    table.set(1, Bytes.EMPTY);

    assertThatThrownBy(() -> table.positionAfter(Bytes.of("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid key to 'next'");
  }

  @Test
  void traversal_afterAnyWrites_meetsEachEntryOnce() {
    SplittableRandom random = new SplittableRandom(42);
    Map<Object, Object> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Object key = randomKey(random);
      Object value = random.nextInt(3) == 0 ? null : (Object) (double) i;
      table.set(key, value);
      if (value == null) {
        model.remove(key);
      } else {
        model.put(key, value);
      }
    }

    assertThat(traversed(table)).isEqualTo(model);
  }

  private static Object randomKey(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> (double) random.nextInt(-50, 300);
      case 1 -> random.nextInt(1, 100) / 8.0;
      default -> Bytes.of("key" + random.nextInt(200));
    };
  }

  private static Map<Object, Object> traversed(LuaTable table) {
    Map<Object, Object> entries = new HashMap<>();
    int position = table.positionAfter(null);
    while (position < table.endPosition()) {
      Object key = table.keyAt(position);
      assertThat(entries.put(key, table.entryAt(position))).isNull();
      position = table.positionAfter(key);
    }
    return entries;
  }

  @Test
  void traversal_whileEntriesAreCleared_goesOn() {
    for (int i = 0; i < 100; i++) {
      table.set("key" + i, (double) i);
    }
    int seen = 0;
    int position = table.positionAfter(null);
    while (position < table.endPosition()) {
      Object key = table.keyAt(position);
      table.set(key, null);
      position = table.positionAfter(key);
      seen++;
    }

    assertThat(seen).isEqualTo(100);
    assertThat(table.positionAfter(null)).isEqualTo(table.endPosition());
  }
}
