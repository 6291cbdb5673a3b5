package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/**
 * A function that scripts call: one written in Lua, or one that the host extends this class for.
 *
 * <p>A call returns the one result itself ({@code null} is one nil), or an {@code Object[]} of none
 * or several results; {@link Results} reads both. A host function implements {@link #callAll}; the
 * other forms exist so that short calls need no array, and mean the same.
 */
public abstract class LuaFunction {

  /** Calls it with these arguments; the array is not kept and not changed. */
  public abstract @Nullable Object callAll(@Nullable Object[] arguments);

  /** Calls it without arguments. */
  public @Nullable Object call() {
    return callAll(Results.NONE);
  }

  /** Calls it with one argument. */
  public @Nullable Object call(@Nullable Object argument1) {
    return callAll(new Object[] {argument1});
  }

  /** Calls it with two arguments. */
  public @Nullable Object call(@Nullable Object argument1, @Nullable Object argument2) {
    return callAll(new Object[] {argument1, argument2});
  }

  /** Calls it with three arguments. */
  public @Nullable Object call(
      @Nullable Object argument1, @Nullable Object argument2, @Nullable Object argument3) {
    return callAll(new Object[] {argument1, argument2, argument3});
  }
}
