package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/**
 * {@code table.sort}: the quicksort of C Lua 5.1 step by step, because which elements are compared,
 * and what an inconsistent order does, shows to the script.
 */
final class Sort {

  private final LuaRuntime runtime;
  private final LuaTable table;
  private final @Nullable LuaFunction order;
  private final int length;

  Sort(Arguments arguments) {
    this.runtime = arguments.runtime;
    this.table = arguments.table(1);
    this.length = table.length();
    this.order = arguments.isAbsent(2) ? null : arguments.function(2);
  }

  Object run() {
    sort(1, length);
    return Results.NONE;
  }

  private void sort(int first, int last) {
    int low = first;
    int high = last;
    while (low < high) {
      orderPair(low, high);
      if (high - low == 1) {
        return;
      }
      int middle = (low + high) >>> 1;
      if (isLess(table.get(middle), table.get(low))) {
        swap(middle, low);
      } else {
        orderPair(middle, high);
      }
      if (high - low == 2) {
        return;
      }
      Object pivot = table.get(middle);
      swap(middle, high - 1);
      int split = partition(low, high, pivot);
      if (split - low < high - split) {
        sort(low, split - 1);
        low = split + 1;
      } else {
        sort(split + 1, high);
        high = split - 1;
      }
    }
  }

  /** Swaps two elements of which the later one is less. */
  private void orderPair(int low, int high) {
    if (isLess(table.get(high), table.get(low))) {
      swap(low, high);
    }
  }

  private int partition(int low, int high, @Nullable Object pivot) {
    int i = low;
    int j = high - 1;
    while (true) {
      while (isLess(table.get(++i), pivot)) {
        if (i > high) {
          throw runtime.error("invalid order function for sorting");
        }
      }
      while (isLess(pivot, table.get(--j))) {
        if (j < low) {
          throw runtime.error("invalid order function for sorting");
        }
      }
      if (j < i) {
        swap(high - 1, i);
        return i;
      }
      swap(i, j);
    }
  }

  private void swap(int a, int b) {
    Object kept = table.get(a);
    CoreLibrary.refuseReadOnly(table);
    table.set(a, table.get(b));
    table.set(b, kept);
  }

  private boolean isLess(@Nullable Object left, @Nullable Object right) {
    if (order != null) {
      return Values.isTrue(Results.first(runtime.callFromHost(order, left, right)));
    }
    Frame mark = runtime.enterHost();
    try {
      return Metamethods.less(runtime, left, right);
    } finally {
      runtime.leaveHost(mark);
    }
  }
}
