package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** A node that has a value. */
abstract class Expression extends Node {

  Expression(int line) {
    super(line);
  }

  /** Its one value. */
  abstract @Nullable Object value(Frame frame);

  /** All its values, as {@link Results} has them; more or less than one only of calls and "...". */
  @Nullable Object values(Frame frame) {
    return value(frame);
  }

  /** Whether its value counts as true. */
  boolean isTrue(Frame frame) {
    return Values.isTrue(value(frame));
  }

  /**
   * Whether C Lua reads it only when the operation runs, after it has computed what stands to the
   * right: a local variable that a call there may change.
   */
  boolean isReadLate() {
    return false;
  }

  /** What error messages call it, such as "global 'x'", if it has a name. */
  @Nullable Described described() {
    return null;
  }

  /** A kind ("local", "global", "field", "upvalue", "method") and a name. */
  record Described(String kind, String name) {}
}
