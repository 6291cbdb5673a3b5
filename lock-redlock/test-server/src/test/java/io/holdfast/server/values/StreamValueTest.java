package io.holdfast.server.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamValueTest {

  private final EncodingLimits limits = new EncodingLimits();
  private final StreamValue stream = new StreamValue(limits);

  private void add(long count) {
    for (long i = 1; i <= count; i++) {
      stream.add(new StreamEntry(id(i), List.of(Bytes.of("name"), Bytes.of(i))));
    }
  }

  private static StreamId id(long millis) {
    return new StreamId(millis, 0);
  }

  private static StreamTrim toLength(long length, boolean approximate) {
    return new StreamTrim(length, null, approximate, 0);
  }

  @Test
  void trim_approximate_removesWholeNodesOnly() {
    add(250);

    assertThat(stream.trim(toLength(120, true))).isEqualTo(100);
  }

  @Test
  void trim_exact_removesFromWithinANode() {
    add(250);

    assertThat(stream.trim(toLength(120, false))).isEqualTo(130);
    assertThat(stream.firstId()).isEqualTo(id(131));
  }

  @Test
  void trim_withLimit_removesNoMoreThanThat() {
    add(250);

    assertThat(stream.trim(new StreamTrim(0, null, true, 150))).isEqualTo(100);
  }

  @Test
  void add_afterNodeHasItsBytes_beginsAnother() {
    limits.streamNodeBytes(100);

    add(20);

    assertThat(stream.nodeIds()).hasSizeGreaterThan(1);
  }

  @Test
  void delete_lastEntryOfNode_removesTheNode() {
    add(101);

    stream.delete(id(101));

    assertThat(stream.nodeIds()).containsExactly(id(1));
  }

  @Test
  void delete_firstEntry_movesFirstId() {
    add(3);

    stream.delete(id(1));

    assertThat(stream.firstId()).isEqualTo(id(2));
    assertThat(stream.highestDeletedId()).isEqualTo(id(1));
  }

  @Test
  void range_reversed_crossesNodesAndSkipsDeletedEntries() {
    add(202);
    stream.delete(id(101));

    assertThat(stream.range(id(100), id(102), true))
        .toIterable()
        .extracting(StreamEntry::id)
        .containsExactly(id(102), id(100));
  }

  @Test
  void copy_changedAfterwards_leavesTheOriginal() {
    add(2);
    ConsumerGroup group = new ConsumerGroup(Bytes.of("group"), StreamId.ZERO, 0);
    stream.add(group);
    group.assign(id(1), group.addConsumer(Bytes.of("consumer"), 5), 5);

    StreamValue copy = stream.copy();
    copy.delete(id(1));
    copy.groups().iterator().next().acknowledge(id(1));

    assertThat(stream.find(id(1))).isNotNull();
    assertThat(group.pending()).containsOnlyKeys(id(1));
  }
}
