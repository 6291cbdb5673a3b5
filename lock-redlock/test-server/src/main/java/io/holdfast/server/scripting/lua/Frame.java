package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** One call in progress: of a Lua function, or, without a closure, of a host function. */
final class Frame {

  private static final Cell[] NOTHING_CAPTURED = {};

  final LuaRuntime runtime;
  final @Nullable LuaClosure closure;

  /** The local variables, each as its value or as a {@link Cell}. */
  final Object[] slots;

  final Object[] varargs;

  /** The variables of outer functions. */
  final Cell[] captured;

  /** The node that called last, or is about to raise an error. */
  @Nullable Node at;

  @Nullable Frame caller;

  /** How many calls this frame has taken the place of. */
  int tailCalls;

  Frame(LuaRuntime runtime, LuaClosure closure, int size, Object[] varargs) {
    this.runtime = runtime;
    this.closure = closure;
    this.slots = new Object[size];
    this.varargs = varargs;
    this.captured = closure.captured;
  }

  /** The mark that a host function leaves while it calls back. */
  Frame(LuaRuntime runtime) {
    this.runtime = runtime;
    this.closure = null;
    this.slots = Results.NONE;
    this.varargs = Results.NONE;
    this.captured = NOTHING_CAPTURED;
  }

  int line() {
    return at == null ? 0 : at.line;
  }

  /** "chunk:line: ", or nothing for a host function. */
  String position() {
    return closure == null ? "" : closure.prototype.shownName + ":" + line() + ": ";
  }
}
