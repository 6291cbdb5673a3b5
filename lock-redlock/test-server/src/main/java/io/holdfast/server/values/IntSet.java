package io.holdfast.server.values;

import java.util.Arrays;

/** Whole numbers in order, each once, in one array. */
final class IntSet {

  private long[] numbers = new long[4];
  private int size;

  int size() {
    return size;
  }

  /** The number at that place, in order. */
  long at(int place) {
    return numbers[place];
  }

  boolean contains(long number) {
    return Arrays.binarySearch(numbers, 0, size, number) >= 0;
  }

  /** Adds the number; says whether it is new. */
  boolean add(long number) {
    int place = Arrays.binarySearch(numbers, 0, size, number);
    if (place >= 0) {
      return false;
    }
    int free = -place - 1;
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    System.arraycopy(numbers, free, numbers, free + 1, size - free);
    numbers[free] = number;
    size++;
    return true;
  }

  /** Removes the number; says whether it was there. */
  boolean remove(long number) {
    int place = Arrays.binarySearch(numbers, 0, size, number);
    if (place < 0) {
      return false;
    }
    size--;
    System.arraycopy(numbers, place + 1, numbers, place, size - place);
    return true;
  }

  IntSet copy() {
    IntSet copy = new IntSet();
    copy.numbers = Arrays.copyOf(numbers, Math.max(4, size));
    copy.size = size;
    return copy;
  }
}
