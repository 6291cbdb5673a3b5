package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Elements in a row, in a ring that grows: either end and any place are reached at once. */
public final class ListValue implements Value {

  private static final int SMALLEST = 4;
  private static final int FRAME = 2; // Of an element in a listpack: its length, twice.

  private @Nullable Bytes[] ring = new @Nullable Bytes[SMALLEST];
  private int head;
  private int size;
  private long contentBytes;

  /** Which end of a list. */
  public enum End {
    LEFT,
    RIGHT
  }

  /** How many elements there are. */
  public int size() {
    return size;
  }

  /** Whether there is none; then the key is to go. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The element at that place, from the left; there is one. */
  public Bytes at(int place) {
    if (place < 0 || place >= size) {
      throw new IndexOutOfBoundsException("place must be 0.." + (size - 1) + ", was " + place);
    }
    return here(place);
  }

  private int slot(int place) {
    return (head + place) & (ring.length - 1);
  }

  private Bytes here(int place) {
    Bytes element = ring[slot(place)];
    if (element == null) {
      throw new IllegalStateException("No element at place " + place);
    }
    return element;
  }

  /** Adds an element at an end. */
  public void push(End end, Bytes element) {
    if (size == ring.length) {
      resize(2 * size);
    }
    if (end == End.LEFT) {
      head = slot(-1);
      ring[head] = element;
    } else {
      ring[slot(size)] = element;
    }
    size++;
    contentBytes += element.length();
  }

  /** Takes the element at an end; there is one. */
  public Bytes pop(End end) {
    Bytes element = at(end == End.LEFT ? 0 : size - 1);
    drop(end, 1);
    return element;
  }

  /** Removes so many elements from an end. */
  public void drop(End end, int count) {
    for (int i = 0; i < count; i++) {
      contentBytes -= here(place(end, i)).length();
      ring[slot(place(end, i))] = null;
    }
    shorten(end, count);
  }

  private void resize(int length) {
    @Nullable Bytes[] next = new @Nullable Bytes[length];
    int untilEnd = Math.min(size, ring.length - head);
    System.arraycopy(ring, head, next, 0, untilEnd);
    System.arraycopy(ring, 0, next, untilEnd, size - untilEnd);
    ring = next;
    head = 0;
  }

  /** Replaces the element at that place. */
  public void set(int place, Bytes element) {
    contentBytes += element.length() - at(place).length();
    ring[slot(place)] = element;
  }

  /** Puts an element before that place; the size is a place, too. */
  public void insert(int place, Bytes element) {
    if (place == 0) {
      push(End.LEFT, element);
      return;
    }
    push(End.RIGHT, element);
    for (int i = size - 1; i > place; i--) {
      ring[slot(i)] = ring[slot(i - 1)];
    }
    ring[slot(place)] = element;
  }

  /**
   * Removes elements that match, from an end on.
   *
   * @param most how many at most
   * @return how many
   */
  public int remove(End from, int most, Predicate<Bytes> which) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Bytes element = here(place(from, i));
      if (i - kept < most && which.test(element)) {
        contentBytes -= element.length();
      } else {
        ring[slot(place(from, kept++))] = element;
      }
    }
    int removed = size - kept;
    for (int i = kept; i < size; i++) {
      ring[slot(place(from, i))] = null;
    }
    shorten(from == End.LEFT ? End.RIGHT : End.LEFT, removed);
    return removed;
  }

  /** The place that is so many away from an end. */
  private int place(End from, int distance) {
    return from == End.LEFT ? distance : size - 1 - distance;
  }

  private void shorten(End end, int count) {
    head = end == End.LEFT ? slot(count) : head;
    size -= count;
    if (ring.length > SMALLEST && size < ring.length / 4) {
      resize(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) * 2));
    }
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public String encoding() {
    return "quicklist";
  }

  @Override
  public long footprint() {
    return contentBytes + (long) size * FRAME;
  }

  @Override
  public ListValue copy() {
    ListValue copy = new ListValue();
    for (int i = 0; i < size; i++) {
      copy.push(End.RIGHT, here(i));
    }
    return copy;
  }
}
