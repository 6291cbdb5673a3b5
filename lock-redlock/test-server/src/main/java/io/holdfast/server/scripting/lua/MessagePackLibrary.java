package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The table {@code cmsgpack}. */
final class MessagePackLibrary {

  private MessagePackLibrary() {}

  static void install(LuaRuntime runtime) {
    LibraryFunction.Installer installer = runtime.library("cmsgpack");
    installer
        .add("pack", MessagePackLibrary::pack)
        .add("unpack", a -> unpack(a, 0, 0))
        .add("unpack_one", a -> unpack(a, 1, a.small(2, 0)))
        .add("unpack_limit", a -> unpack(a, a.small(2), a.small(3, 0)));
    LuaTable library = installer.library();
    library.set("_NAME", Bytes.of("cmsgpack"));
    library.set("_VERSION", Bytes.of("lua-cmsgpack 0.4.0"));
    library.set("_COPYRIGHT", Bytes.of("Copyright (C) 2012, Salvatore Sanfilippo"));
    library.set("_DESCRIPTION", Bytes.of("MessagePack C implementation for Lua"));
  }

  private static Object pack(Arguments arguments) {
    arguments.check(arguments.count() > 0, 0, "MessagePack pack needs input.");
    MessagePackWriter writer = new MessagePackWriter();
    for (Object value : arguments.from(1)) {
      writer.write(value, 0);
    }
    return writer.toBytes();
  }

  /** All values, or as many as the limit says behind the position where to go on, -1 at the end. */
  private static Object unpack(Arguments arguments, int limit, int offset) {
    Bytes source = arguments.string(1);
    if (offset < 0 || limit < 0) {
      throw arguments.runtime.error(
          "Invalid request to unpack with offset of %d and limit of %d."
              .formatted(offset, source.length()));
    }
    if (offset > source.length()) {
      throw arguments.runtime.error(
          "Start offset %d greater than input length %d.".formatted(offset, source.length()));
    }
    boolean isAll = limit == 0 && offset == 0;
    MessagePackReader reader = new MessagePackReader(arguments.runtime, source, offset);
    LuaTable values = new LuaTable();
    int count = 0;
    while (reader.hasMore() && (isAll || count < limit)) {
      count++;
      values.set(count, reader.read());
    }
    Object[] results = new Object[isAll ? count : count + 1];
    if (!isAll) {
      results[0] = (double) (reader.hasMore() ? reader.position() : -1);
    }
    for (int i = 1; i <= count; i++) {
      results[results.length - count + i - 1] = values.get(i);
    }
    return results;
  }
}
