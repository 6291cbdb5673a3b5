package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** {@code pcall} and {@code xpcall}: they stop a {@link LuaError} and nothing else. */
final class Protection {

  private static final int MOST_HANDLER_FAILURES = 200;

  private Protection() {}

  static void install(LibraryFunction.Installer installer) {
    installer.add("pcall", Protection::call).add("xpcall", Protection::callWithHandler);
  }

  private static Object call(Arguments arguments) {
    Object function = arguments.any(1);
    try {
      Object results = arguments.runtime.callFromHost(function, arguments.from(2));
      return Results.prepend(true, results);
    } catch (LuaError e) {
      return new Object[] {false, e.value()};
    }
  }

  private static Object callWithHandler(Arguments arguments) {
    Object handler = arguments.any(2);
    try {
      Object results = arguments.runtime.callFromHost(arguments.get(1));
      return Results.prepend(true, results);
    } catch (LuaError e) {
      return new Object[] {false, handled(arguments.runtime, handler, e.value())};
    }
  }

  /** A handler that fails gets its own error to handle, until C Lua would have lost patience. */
  private static @Nullable Object handled(
      LuaRuntime runtime, @Nullable Object handler, @Nullable Object error) {
    Object value = error;
    for (int i = 0; i < MOST_HANDLER_FAILURES && handler instanceof LuaFunction; i++) {
      try {
        return Results.first(runtime.callFromHost(handler, value));
      } catch (LuaError e) {
        value = e.value();
      }
    }
    return Values.latin("error in error handling");
  }
}
