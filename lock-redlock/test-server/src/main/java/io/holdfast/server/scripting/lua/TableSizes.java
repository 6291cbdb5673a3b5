package io.holdfast.server.scripting.lua;

/**
 * How large the two parts of a table become when it grows: the array part the largest power of two
 * that integer keys fill by more than half, the hash part as many as are then left.
 */
final class TableSizes {

  private static final int MOST_ARRAY_BITS = 26;

  /** How many integer keys there are in each slice from just above 2^(i-1) up to 2^i. */
  private final int[] slices = new int[MOST_ARRAY_BITS + 1];

  private int integers;
  private int total;
  private int arraySize;
  private int inArray;

  /** Counts any key. */
  void count(Object key) {
    int index = index(key);
    if (index > 0 && index <= 1 << MOST_ARRAY_BITS) {
      countIndex(index);
    } else {
      total++;
    }
  }

  /** Counts an integer key that is within the largest array. */
  void countIndex(int index) {
    slices[ceilLog2(index)]++;
    integers++;
    total++;
  }

  void decide() {
    int seen = 0;
    for (int log = 0; log <= MOST_ARRAY_BITS && (1 << log) / 2 < integers; log++) {
      seen += slices[log];
      if (slices[log] > 0 && seen > (1 << log) / 2) {
        arraySize = 1 << log;
        inArray = seen;
      }
    }
  }

  int arraySize() {
    return arraySize;
  }

  int hashSize() {
    return total - inArray;
  }

  /** The key as an integer above 0, or 0 if it is none. */
  static int index(Object key) {
    if (key instanceof Double number) {
      int index = (int) number.doubleValue();
      return index == number && index > 0 ? index : 0;
    }
    return 0;
  }

  static int ceilLog2(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value - 1);
  }
}
