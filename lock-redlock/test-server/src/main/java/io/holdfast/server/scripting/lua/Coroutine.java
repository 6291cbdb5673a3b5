package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/**
 * A Lua thread: a function with a stack of its own that runs only while it is resumed.
 *
 * <p>Its Java stack is lent by {@link LuaStacks}, from its first resumption until it ends, the
 * world closes, or nobody can reach it any more; one that its own variables refer to waits for the
 * world to close.
 */
final class Coroutine {

  private final LuaRuntime runtime;
  private final LuaClosure function;
  private final Relay relay;
  private CallState state = CallState.empty(CallState.COROUTINE_BYTES);
  private boolean isStarted;

  /** How many host functions wait for it, its resumption the last of them. */
  private int waiting;

  private boolean isDead;

  /** Resumed and neither yielded nor ended, even if it in turn has resumed another one. */
  private boolean isActive;

  Coroutine(LuaRuntime runtime, LuaClosure function, Relay relay) {
    this.runtime = runtime;
    this.function = function;
    this.relay = relay;
  }

  String status() {
    if (isDead) {
      return "dead";
    }
    if (runtime.running == this) {
      return "running";
    }
    return isActive ? "normal" : "suspended";
  }

  /**
   * Runs it until it yields or ends.
   *
   * @return what it yielded or returned
   * @throws LuaError if it cannot be resumed, or what it failed with
   */
  @Nullable Object resume(Object[] arguments) {
    String status = status();
    if (!status.equals("suspended")) {
      throw new LuaError("cannot resume " + status + " coroutine");
    }
    CallState ours = runtime.callState();
    if (ours.hostCalls() > LuaRuntime.MOST_HOST_CALLS) {
      throw new LuaError("C stack overflow");
    }
    waiting = ours.hostCalls() + 1;
    Coroutine resumer = runtime.running;
    isActive = true;
    runtime.running = this;
    runtime.restore(state.withHostCalls(waiting));
    try {
      return isStarted ? relay.resume(arguments) : start(arguments);
    } finally {
      isDead = relay.isFinished() || !relay.isStarted();
      runtime.restore(ours);
      runtime.running = resumer;
      isActive = false;
    }
  }

  private @Nullable Object start(Object[] arguments) {
    LuaClosure body = function; // The stack must not keep this coroutine reachable.
    isStarted = true;
    return relay.start(runtime.stacks, CallState.COROUTINE_BYTES, () -> body.callAll(arguments));
  }

  /** Keeps the state to go on from; what then is passed back reaches the one that resumed it. */
  Relay beforeYield() {
    if (runtime.callState().hostCalls() > waiting) {
      throw new LuaError("attempt to yield across metamethod/C-call boundary");
    }
    state = runtime.callState();
    return relay;
  }
}
