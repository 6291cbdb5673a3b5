package io.holdfast.server.scripting.lua;

/**
 * Lends a Java stack: a fresh daemon thread that runs a body, while the one that asked waits for
 * it.
 *
 * <p>Nodes call each other, so a Lua call needs Java stack, and a suspended coroutine keeps its
 * own. A world asks for one when a script first resumes a coroutine, and when it recurses deeper
 * than the caller's stack is sure to bear. Never do two of a world's stacks run at once, and what
 * one has done the next one sees; but a host function may find itself on another thread than
 * before.
 */
@FunctionalInterface
public interface LuaStacks {

  /** Lends none: coroutines fail to resume, and recursion overflows early. */
  LuaStacks NONE =
      (bytes, body) -> {
        throw new LuaError("not enough memory");
      };

  /**
   * Starts the body.
   *
   * @param bytes how large the stack must be
   * @param body never throws
   */
  void start(long bytes, Runnable body);
}
