package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** Reads and makes what a call returns: one value as itself, none or several as an array. */
public final class Results {

  /** No value at all. */
  public static final Object[] NONE = {};

  private Results() {}

  /** The first value, nil if there is none. */
  public static @Nullable Object first(@Nullable Object results) {
    if (results instanceof Object[] several) {
      return several.length == 0 ? null : several[0];
    }
    return results;
  }

  /** All values; an array that only is to be read. */
  public static Object[] all(@Nullable Object results) {
    return results instanceof Object[] several ? several : new Object[] {results};
  }

  /** The value at an index from 0 on, nil behind the last. */
  static @Nullable Object at(@Nullable Object results, int index) {
    if (results instanceof Object[] several) {
      return index < several.length ? several[index] : null;
    }
    return index == 0 ? results : null;
  }

  /** One value put before the others. */
  static Object[] prepend(@Nullable Object first, @Nullable Object results) {
    if (results instanceof Object[] several) {
      Object[] all = new Object[several.length + 1];
      all[0] = first;
      System.arraycopy(several, 0, all, 1, several.length);
      return all;
    }
    return new Object[] {first, results};
  }
}
