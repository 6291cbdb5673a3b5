package io.holdfast.server.scripting.lua;

/**
 * What the host does while a script runs: called now and then, every so many loop rounds and calls.
 *
 * <p>It ends a script by throwing an {@link Error}: no {@code pcall} and no coroutine stops that.
 */
@FunctionalInterface
public interface LuaPulse {

  /** Nothing to do. */
  LuaPulse NONE = () -> {};

  /** One beat. */
  void beat();
}
