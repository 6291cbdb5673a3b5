package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** A function of the libraries here. */
final class LibraryFunction extends LuaFunction {

  private final LuaRuntime runtime;
  private final Body body;

  private LibraryFunction(LuaRuntime runtime, Body body) {
    this.runtime = runtime;
    this.body = body;
  }

  @Override
  public @Nullable Object callAll(@Nullable Object[] arguments) {
    return body.run(new Arguments(runtime, arguments));
  }

  /** What it does. */
  @FunctionalInterface
  interface Body {

    @Nullable Object run(Arguments arguments);
  }

  /** Fills a table with functions. */
  record Installer(LuaRuntime runtime, LuaTable library) {

    Installer add(String name, Body body) {
      library.set(name, new LibraryFunction(runtime, body));
      return this;
    }
  }
}
