package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.scripting.lua.LuaRuntime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The libraries of functions of one server, and the Lua world they share. */
final class Functions {

  private final Runner runner;
  private final Map<String, Library> libraries = new TreeMap<>();
  private final Map<String, Library.Function> byName = new HashMap<>();
  private @Nullable LuaRuntime runtime;

  Functions(Runner runner) {
    this.runner = runner;
  }

  private LuaRuntime lua() {
    LuaRuntime present = runtime;
    if (present == null) {
      present = runner.newWorld();
      RedisLibrary.installForFunctions(runner, present);
      present.protect();
      runtime = present;
    }
    return present;
  }

  /** All libraries by name. */
  Collection<Library> libraries() {
    return Collections.unmodifiableCollection(libraries.values());
  }

  /** How many functions there are in all. */
  int count() {
    return byName.size();
  }

  /** The function of that name, or null. */
  Library.@Nullable Function find(String name) {
    return byName.get(name);
  }

  /** Adds the library of that source, in place of one of the same name if that is wanted. */
  Library load(Bytes source, boolean replace) {
    LibraryHeader header = LibraryHeader.of(source);
    Library former = libraries.get(header.name());
    if (former != null && !replace) {
      throw new CommandError("ERR Library '" + header.name() + "' already exists");
    }
    Library library = LibraryLoading.load(lua(), source);
    for (String name : library.functions().keySet()) {
      if (byName.containsKey(name) && (former == null || !former.functions().containsKey(name))) {
        throw new CommandError("ERR Function " + name + " already exists");
      }
    }
    delete(library.name());
    libraries.put(library.name(), library);
    byName.putAll(library.functions());
    return library;
  }

  /** Removes a library; says whether it was there. */
  boolean delete(String name) {
    Library library = libraries.remove(name);
    if (library == null) {
      return false;
    }
    byName.keySet().removeAll(library.functions().keySet());
    return true;
  }

  /** Removes all libraries. */
  void flush() {
    libraries.clear();
    byName.clear();
    if (runtime != null) {
      runtime.close();
      runtime = null;
    }
  }
}
