package io.holdfast.server.values;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts a list only as far as some of its places have what a full sort would put there, as pqsort.c
 * of Redis does. Its quicksort is that of J. L. Bentley and M. D. McIlroy ("Engineering a sort
 * function", 1993), step by step: it is not stable, and clients see in which order it leaves
 * equals.
 *
 * @param <T> what is sorted
 */
public final class PartialSort<T> {

  private static final int FEW = 7;
  private static final int MANY = 40;

  private final List<T> list;
  private final Comparator<? super T> order;
  private final int firstWanted;
  private final int lastWanted;

  private PartialSort(List<T> list, Comparator<? super T> order, int firstWanted, int lastWanted) {
    this.list = list;
    this.order = order;
    this.firstWanted = firstWanted;
    this.lastWanted = lastWanted;
  }

  /** Sorts the list so far that the places from the first to the last wanted one are right. */
  public static <T> void sort(
      List<T> list, Comparator<? super T> order, int firstWanted, int lastWanted) {
    new PartialSort<>(list, order, firstWanted, lastWanted).sort(0, list.size());
  }

  private void sort(int from, int to) {
    int size = to - from;
    if (size < FEW) {
      insert(from, to);
      return;
    }
    swap(from, pivot(from, size));
    // Equals of the pivot gather at both ends: [equal, less, not looked at, more, equal].
    int equalsEnd = from + 1;
    int left = from + 1;
    int right = to - 1;
    int equalsStart = to - 1;
    while (true) {
      for (int compared; left <= right && (compared = compare(left, from)) <= 0; left++) {
        if (compared == 0) {
          swap(equalsEnd++, left);
        }
      }
      for (int compared; left <= right && (compared = compare(right, from)) >= 0; right--) {
        if (compared == 0) {
          swap(right, equalsStart--);
        }
      }
      if (left > right) {
        break;
      }
      swap(left++, right--);
    }
    int less = left - equalsEnd;
    int more = equalsStart - right;
    swapRuns(from, left, Math.min(equalsEnd - from, less));
    swapRuns(left, to, Math.min(more, to - equalsStart - 1));
    sortIfWanted(from, from + less);
    sortIfWanted(to - more, to);
  }

  private void sortIfWanted(int from, int to) {
    boolean wanted = firstWanted < to && lastWanted >= from;
    if (to - from > 1 && wanted) {
      sort(from, to);
    }
  }

  private void insert(int from, int to) {
    for (int next = from + 1; next < to; next++) {
      for (int at = next; at > from && compare(at - 1, at) > 0; at--) {
        swap(at, at - 1);
      }
    }
  }

  private int pivot(int from, int size) {
    int middle = from + size / 2;
    if (size == FEW) {
      return middle;
    }
    int low = from;
    int high = from + size - 1;
    if (size > MANY) {
      int step = size / 8;
      low = median(low, low + step, low + 2 * step);
      middle = median(middle - step, middle, middle + step);
      high = median(high - 2 * step, high - step, high);
    }
    return median(low, middle, high);
  }

  private int median(int a, int b, int c) {
    if (compare(a, b) < 0) {
      return compare(b, c) < 0 ? b : compare(a, c) < 0 ? c : a;
    }
    return compare(b, c) > 0 ? b : compare(a, c) < 0 ? a : c;
  }

  /** Exchanges so many places from one on with as many before the other. */
  private void swapRuns(int from, int before, int count) {
    for (int i = 0; i < count; i++) {
      swap(from + i, before - count + i);
    }
  }

  private int compare(int one, int other) {
    return order.compare(list.get(one), list.get(other));
  }

  private void swap(int one, int other) {
    Collections.swap(list, one, other);
  }
}
