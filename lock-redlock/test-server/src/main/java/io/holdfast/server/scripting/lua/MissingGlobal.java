package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** What a protected world answers to the name of a global variable that does not exist. */
final class MissingGlobal extends LuaFunction {

  private final LuaRuntime runtime;

  MissingGlobal(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public @Nullable Object callAll(@Nullable Object[] arguments) {
    Object name = arguments.length > 1 ? arguments[1] : null;
    if (name == null || !Values.isText(name)) {
      throw runtime.error("Second argument to luaProtectedTableError must be a string or number");
    }
    throw runtime.error(
        "Script attempted to access nonexistent global variable '"
            + Values.latin(Values.text(name))
            + "'");
  }
}
