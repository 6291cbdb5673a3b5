package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Entries in the order of their ids, and the groups of consumers that share them. */
public final class StreamValue implements Value {

  private static final int BYTES_A_NODE = 64;

  private final EncodingLimits limits;
  private final NavigableMap<StreamId, StreamNode> nodes = new TreeMap<>();
  private final NavigableMap<Bytes, ConsumerGroup> groups = new TreeMap<>();
  private long length;
  private StreamId lastId = StreamId.ZERO;
  private StreamId newestId = StreamId.ZERO;
  private StreamId firstId = StreamId.ZERO;
  private StreamId highestDeletedId = StreamId.ZERO;
  private long entriesAdded;
  private long packedBytes;

  /** No entries yet. */
  public StreamValue(EncodingLimits limits) {
    this.limits = limits;
  }

  /** How many entries there are. */
  public long length() {
    return length;
  }

  /** The highest id that was ever given, or that was set. */
  public StreamId lastId() {
    return lastId;
  }

  /** The highest id that an entry was added with, even if that has gone again. */
  public StreamId newestId() {
    return newestId;
  }

  /** The id of the first entry; zero where there is none. */
  public StreamId firstId() {
    return firstId;
  }

  /** The highest id that was deleted. */
  public StreamId highestDeletedId() {
    return highestDeletedId;
  }

  /** How many entries were ever added. */
  public long entriesAdded() {
    return entriesAdded;
  }

  /** The ids of the nodes that Redis has the entries in. */
  public Collection<StreamId> nodeIds() {
    return Collections.unmodifiableCollection(nodes.keySet());
  }

  /** How many nodes Redis's radix tree has, whose leaves are the nodes with the entries. */
  public int radixTreeNodes() {
    return RadixTree.nodes(nodes.keySet());
  }

  /** The next entries' ids will be higher. */
  public void lastId(StreamId id) {
    lastId = id;
  }

  /** Sets how many entries were ever added. */
  public void entriesAdded(long count) {
    entriesAdded = count;
  }

  /** Sets the highest id that was deleted. */
  public void highestDeletedId(StreamId id) {
    highestDeletedId = id;
  }

  // ---- entries

  /** Adds an entry, whose id is higher than {@link #lastId()}. */
  public void add(StreamEntry entry) {
    long bytes = 0;
    for (Bytes word : entry.fields()) {
      bytes += word.length();
    }
    StreamNode node = nodes.isEmpty() ? null : nodes.lastEntry().getValue();
    if (node == null || node.isFullFor(bytes, limits)) {
      node = new StreamNode(entry);
      nodes.put(entry.id(), node);
      packedBytes += BYTES_A_NODE + node.bytes();
    }
    packedBytes -= node.bytes();
    node.add(entry);
    packedBytes += node.bytes();
    length++;
    entriesAdded++;
    lastId = entry.id();
    newestId = lastId;
    if (length == 1) {
      firstId = lastId;
    }
  }

  /** The entries from one id to another, both included, lowest first or highest first. */
  public Iterator<StreamEntry> range(StreamId from, StreamId to, boolean reversed) {
    return new StreamCursor(nodes, from, to, reversed);
  }

  /** The entry of that id, or null. */
  public @Nullable StreamEntry find(StreamId id) {
    Map.Entry<StreamId, StreamNode> node = nodes.floorEntry(id);
    int place = node == null ? 0 : node.getValue().placeOf(id);
    return node == null || place == node.getValue().size() || !node.getValue().id(place).equals(id)
        ? null
        : node.getValue().at(place);
  }

  /** The first entry, or null. */
  public @Nullable StreamEntry first() {
    Iterator<StreamEntry> all = range(StreamId.ZERO, StreamId.HIGHEST, false);
    return all.hasNext() ? all.next() : null;
  }

  /** The last entry, or null. */
  public @Nullable StreamEntry last() {
    Iterator<StreamEntry> all = range(StreamId.ZERO, StreamId.HIGHEST, true);
    return all.hasNext() ? all.next() : null;
  }

  /** The lowest id that a node still knows, be it of a deleted entry; highest where none does. */
  public StreamId lowestKnownId() {
    return nodes.isEmpty() ? StreamId.HIGHEST : nodes.firstEntry().getValue().id(0);
  }

  /** Removes the entry of that id; says whether it was there. */
  public boolean delete(StreamId id) {
    if (find(id) == null) {
      return false;
    }
    StreamNode node = nodes.floorEntry(id).getValue();
    node.delete(node.placeOf(id));
    if (node.live() == 0) {
      drop(node);
    }
    length--;
    if (id.isAfter(highestDeletedId)) {
      highestDeletedId = id;
    }
    if (length == 0 || id.equals(firstId)) {
      findFirstId();
    }
    return true;
  }

  private void drop(StreamNode node) {
    nodes.remove(node.first());
    packedBytes -= BYTES_A_NODE + node.bytes();
  }

  private void findFirstId() {
    StreamEntry first = first();
    firstId = first != null ? first.id() : length == 0 ? StreamId.ZERO : StreamId.HIGHEST;
  }

  /** Removes the oldest entries; returns how many. */
  public long trim(StreamTrim trim) {
    long before = length;
    while (!nodes.isEmpty() && !trim.isDone(this)) {
      StreamNode node = nodes.firstEntry().getValue();
      if (trim.limit() > 0 && before - length + node.live() > trim.limit()) {
        break;
      }
      if (!trim.takesAll(node, this)) {
        if (!trim.approximate()) {
          trimInside(node, trim);
        }
        break;
      }
      length -= node.live();
      drop(node);
    }
    if (length < before || length == 0) {
      findFirstId();
    }
    return before - length;
  }

  private void trimInside(StreamNode node, StreamTrim trim) {
    for (int i = 0; i < node.size() && !trim.stopsAt(node.id(i), this); i++) {
      if (node.at(i) != null) {
        node.delete(i);
        length--;
      }
    }
  }

  // ---- groups

  /** The groups by name. */
  public Collection<ConsumerGroup> groups() {
    return Collections.unmodifiableCollection(groups.values());
  }

  /** The group of that name, or null. */
  public @Nullable ConsumerGroup group(Bytes name) {
    return groups.get(name);
  }

  /** Adds a group whose name is not there yet. */
  public void add(ConsumerGroup group) {
    groups.put(group.name(), group);
  }

  /** Removes the group of that name; says whether it was there. */
  public boolean removeGroup(Bytes name) {
    return groups.remove(name) != null;
  }

  /** Whether an entry was deleted behind the first one and at that id or after it. */
  public boolean hasGapsFrom(StreamId id) {
    return length > 0
        && !highestDeletedId.isZero()
        && !firstId.isAfter(highestDeletedId)
        && !id.isAfter(highestDeletedId);
  }

  /**
   * How many entries were added up to that id, if that can be told.
   *
   * @return {@link ConsumerGroup#UNKNOWN} if it cannot
   */
  public long addedUpTo(StreamId id) {
    int order = id.compareTo(lastId);
    if (entriesAdded == 0) {
      return 0;
    }
    if (order == 0 || (length == 0 && order < 0)) {
      return entriesAdded;
    }
    boolean noGaps = highestDeletedId.isZero() || highestDeletedId.isBefore(firstId);
    if (order > 0 || !noGaps || id.isAfter(firstId)) {
      return ConsumerGroup.UNKNOWN;
    }
    return entriesAdded - length + (id.equals(firstId) ? 1 : 0);
  }

  // ---- as a value

  @Override
  public String typeName() {
    return "stream";
  }

  @Override
  public String encoding() {
    return "stream";
  }

  @Override
  public long footprint() {
    long bytes = packedBytes;
    for (ConsumerGroup group : groups.values()) {
      bytes += group.footprint();
    }
    return bytes;
  }

  @Override
  public StreamValue copy() {
    StreamValue copy = new StreamValue(limits);
    nodes.forEach((id, node) -> copy.nodes.put(id, node.copy()));
    groups.forEach((name, group) -> copy.groups.put(name, group.copy()));
    copy.length = length;
    copy.lastId = lastId;
    copy.newestId = newestId;
    copy.firstId = firstId;
    copy.highestDeletedId = highestDeletedId;
    copy.entriesAdded = entriesAdded;
    copy.packedBytes = packedBytes;
    return copy;
  }
}
