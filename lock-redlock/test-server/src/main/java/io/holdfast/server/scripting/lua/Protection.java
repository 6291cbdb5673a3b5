package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code pcall} and {@code xpcall}: they stop a {@link LuaError} and nothing else. */
final class Protection {

  private static final int MOST_HANDLER_FAILURES = 200;
  private static final Bytes ERR = Bytes.of("err");
  private static final int ERR_HASH = StringHash.of(ERR);

  private Protection() {}

  static void install(LibraryFunction.Installer installer) {
    installer.add("pcall", Protection::call).add("xpcall", Protection::callWithHandler);
  }

  private static Object call(Arguments arguments) {
    // Redis puts its answer below the arguments: without any, it is what gets called.
    Object function = arguments.count() == 0 ? true : arguments.get(1);
    try {
      Object results = arguments.runtime.callFromHost(function, arguments.from(2));
      return Results.prepend(true, results);
    } catch (LuaError e) {
      return failure(e.value());
    }
  }

  /**
   * Redis has its own {@code pcall}: of an error table with a text under "err" it returns the text;
   * of any other table it returns the table and, as a third result, what is under "err".
   */
  private static Object failure(@Nullable Object error) {
    if (!(error instanceof LuaTable table)) {
      return new Object[] {false, error};
    }
    Object text = table.get(ERR, ERR_HASH);
    return text != null && Values.isText(text)
        ? new Object[] {false, text}
        : new Object[] {false, error, text};
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
