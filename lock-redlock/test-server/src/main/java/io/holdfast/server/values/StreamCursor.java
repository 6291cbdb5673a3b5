package io.holdfast.server.values;

import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks over the entries of a stream from node to node; the stream must not change meanwhile. */
final class StreamCursor implements Iterator<StreamEntry> {

  private final Iterator<StreamNode> rest;
  private final StreamId from;
  private final StreamId to;
  private final boolean reversed;
  private @Nullable StreamNode node;
  private int place;
  private @Nullable StreamEntry next;

  StreamCursor(
      NavigableMap<StreamId, StreamNode> nodes, StreamId from, StreamId to, boolean reversed) {
    this.from = from;
    this.to = to;
    this.reversed = reversed;
    StreamId lowest = nodes.floorKey(from);
    NavigableMap<StreamId, StreamNode> touched =
        from.isAfter(to)
            ? java.util.Collections.emptyNavigableMap()
            : nodes.subMap(lowest == null ? from : lowest, true, to, true);
    this.rest = (reversed ? touched.descendingMap() : touched).values().iterator();
    advance();
  }

  private void advance() {
    next = null;
    while (next == null && (node != null || rest.hasNext())) {
      if (node == null) {
        node = rest.next();
        place = reversed ? lastPlace(node) : node.placeOf(from);
      }
      if (place < 0 || place >= node.size() || isOutside(node.id(place))) {
        node = null;
      } else {
        next = node.at(place);
        place += reversed ? -1 : 1;
      }
    }
  }

  private int lastPlace(StreamNode last) {
    int behind = last.placeOf(to);
    return behind < last.size() && last.id(behind).equals(to) ? behind : behind - 1;
  }

  private boolean isOutside(StreamId id) {
    return id.isBefore(from) || id.isAfter(to);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public StreamEntry next() {
    StreamEntry entry = next;
    if (entry == null) {
      throw new NoSuchElementException();
    }
    advance();
    return entry;
  }
}
