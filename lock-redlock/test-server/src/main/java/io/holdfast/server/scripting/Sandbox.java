package io.holdfast.server.scripting;

import io.holdfast.server.scripting.lua.LuaFunction;
import io.holdfast.server.scripting.lua.LuaRuntime;
import io.holdfast.server.scripting.lua.LuaTable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps scripts from leaving anything behind in the world that they share. */
final class Sandbox {

  private Sandbox() {}

  /** From now on scripts can neither make global variables nor change the libraries. */
  static void close(LuaRuntime runtime) {
    LuaTable metatable = new LuaTable();
    metatable.set("__index", new Missing(runtime));
    runtime.globals().setMetatable(metatable);
    protect(runtime.globals(), Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void protect(LuaTable table, Set<LuaTable> seen) {
    if (!seen.add(table)) {
      return;
    }
    table.setReadOnly(true);
    LuaTable metatable = table.metatable();
    if (metatable != null) {
      protect(metatable, seen);
    }
    table.forEach(
        (key, value) -> {
          if (value instanceof LuaTable inner) {
            protect(inner, seen);
          }
        });
  }

  /** Sets a global variable, as only the host may. */
  static void set(LuaRuntime runtime, String name, Object value) {
    LuaTable globals = runtime.globals();
    globals.setReadOnly(false);
    globals.set(name, value);
    globals.setReadOnly(true);
  }

  /** What reading a global variable that is not there comes to. */
  private static final class Missing extends LuaFunction {

    private final LuaRuntime runtime;

    Missing(LuaRuntime runtime) {
      this.runtime = runtime;
    }

    @Override
    public @Nullable Object callAll(@Nullable Object[] arguments) {
      throw runtime.error(
          "Script attempted to access nonexistent global variable '"
              + ToLua.text(arguments.length > 1 ? arguments[1] : null)
              + "'");
    }
  }
}
