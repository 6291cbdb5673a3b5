package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The table {@code cjson}; {@code cjson.new} makes another one with options of its own. */
final class JsonLibrary {

  private JsonLibrary() {}

  static void install(LuaRuntime runtime) {
    fill(runtime.library("cjson"));
  }

  private static void fill(LibraryFunction.Installer installer) {
    JsonOptions options = new JsonOptions();
    installer
        .add("encode", a -> encode(a, options))
        .add("decode", a -> decode(a, options))
        .add("new", a -> copy(a.runtime));
    options.install(installer);
    installer.library().set("null", LuaNull.NULL);
    installer.library().set("_NAME", Bytes.of("cjson"));
    installer.library().set("_VERSION", Bytes.of("2.1.0"));
  }

  private static Object copy(LuaRuntime runtime) {
    LuaTable library = new LuaTable();
    fill(new LibraryFunction.Installer(runtime, library));
    return library;
  }

  private static Object encode(Arguments arguments, JsonOptions options) {
    arguments.check(arguments.count() == 1, 1, "expected 1 argument");
    return new JsonEncoder(arguments.runtime, options).encode(arguments.get(1));
  }

  private static Object decode(Arguments arguments, JsonOptions options) {
    arguments.check(arguments.count() == 1, 1, "expected 1 argument");
    return new JsonDecoder(arguments.runtime, options, arguments.string(1)).decode();
  }
}
