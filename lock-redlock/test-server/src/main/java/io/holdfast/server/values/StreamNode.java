package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a stream that follow each other: what Redis keeps in one listpack. Approximate
 * trimming removes whole nodes, so where a node ends is for clients to see.
 */
final class StreamNode {

  private static final int FIXED_ELEMENTS = 3; // Flags and the two parts of the id.

  private final StreamId first;
  private final List<Bytes> names;
  // A deleted entry stays as its id alone.
  private final List<StreamEntry> entries = new ArrayList<>(1);
  private int deleted;
  private long bytes;

  /** Without entries; the first to come gives its id and the names of its fields. */
  StreamNode(StreamEntry coming) {
    first = coming.id();
    names = names(coming.fields());
    bytes = Listpack.EMPTY + Listpack.sizeOf(names.size()) + Listpack.sizeOf(0);
    for (Bytes name : names) {
      bytes += Listpack.sizeOf(name);
    }
  }

  private StreamNode(StreamNode other) {
    first = other.first;
    names = other.names;
    entries.addAll(other.entries);
    deleted = other.deleted;
    bytes = other.bytes;
  }

  StreamNode copy() {
    return new StreamNode(this);
  }

  private static List<Bytes> names(List<Bytes> fields) {
    List<Bytes> names = new ArrayList<>(fields.size() / 2);
    for (int i = 0; i < fields.size(); i += 2) {
      names.add(fields.get(i));
    }
    return names;
  }

  /** The id of the first entry that ever was in it. */
  StreamId first() {
    return first;
  }

  /** The id of the last entry that ever was in it. */
  StreamId last() {
    return entries.get(entries.size() - 1).id();
  }

  /** How many entries are in it that are not deleted. */
  int live() {
    return entries.size() - deleted;
  }

  /** How many bytes the listpack takes. */
  long bytes() {
    return bytes + Listpack.sizeOf(live()) + Listpack.sizeOf(deleted);
  }

  /** Whether another entry, whose fields take so many bytes, is to begin a new node. */
  boolean isFullFor(long length, EncodingLimits limits) {
    long most = limits.streamNodeBytes();
    long highest = 1L << 30;
    return bytes() + length >= (most == 0 || most > highest ? highest : most)
        || (limits.streamNodeEntries() > 0 && entries.size() >= limits.streamNodeEntries());
  }

  void add(StreamEntry entry) {
    List<Bytes> fields = entry.fields();
    boolean sameNames = names(fields).equals(names);
    long elements = (long) FIXED_ELEMENTS + names(fields).size();
    bytes += Listpack.sizeOf(0);
    bytes += Listpack.sizeOf(entry.id().millis() - first.millis());
    bytes += Listpack.sizeOf(entry.id().sequence() - first.sequence());
    for (int i = 0; i < fields.size(); i++) {
      bytes += i % 2 == 0 && sameNames ? 0 : Listpack.sizeOf(fields.get(i));
    }
    if (!sameNames) {
      bytes += Listpack.sizeOf(fields.size() / 2);
      elements += fields.size() / 2 + 1;
    }
    bytes += Listpack.sizeOf(elements);
    entries.add(entry);
  }

  // ---- looking and deleting

  /** How many entries there are, deleted ones included. */
  int size() {
    return entries.size();
  }

  /** The id of that entry, which may be deleted. */
  StreamId id(int index) {
    return entries.get(index).id();
  }

  /** That entry, or null if it is deleted. */
  @Nullable StreamEntry at(int index) {
    StreamEntry entry = entries.get(index);
    return entry.fields().isEmpty() ? null : entry;
  }

  /** The place of the first entry that is not before that id; the size where there is none. */
  int placeOf(StreamId id) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id(middle).isBefore(id)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void delete(int index) {
    entries.set(index, new StreamEntry(id(index), List.of()));
    deleted++;
  }
}
