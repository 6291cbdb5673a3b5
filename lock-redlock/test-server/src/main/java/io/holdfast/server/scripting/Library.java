package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.scripting.lua.LuaFunction;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A library of functions as FUNCTION LOAD has taken it.
 *
 * @param source as it was sent
 * @param functions by name, in the order in which they were registered
 */
record Library(String name, Bytes source, Map<String, Function> functions) {

  /**
   * One function.
   *
   * @param description for people
   * @param flags as FUNCTION LIST shows them
   */
  record Function(
      String name, LuaFunction callback, @Nullable Bytes description, Set<String> flags) {

    boolean isReadOnly() {
      return flags.contains("no-writes");
    }

    boolean allowsOom() {
      return isReadOnly() || flags.contains("allow-oom");
    }
  }
}
