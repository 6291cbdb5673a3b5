package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The table {@code string}, which also is what strings look their methods up in. */
final class StringLibrary {

  private static final int MOST_BYTES_RETURNED = 8000;
  private static final int LONGEST = 1 << 29;

  private StringLibrary() {}

  static void install(LuaRuntime runtime) {
    LibraryFunction.Installer installer = runtime.library("string");
    installer
        .add("byte", StringLibrary::bytes)
        .add("char", StringLibrary::characters)
        .add("dump", StringLibrary::dump)
        .add("format", a -> new StringFormat(a).run())
        .add("len", a -> (double) a.string(1).length())
        .add("lower", a -> mapped(a.string(1), 'A', 'Z'))
        .add("rep", StringLibrary::repeat)
        .add("reverse", StringLibrary::reverse)
        .add("sub", StringLibrary::sub)
        .add("upper", a -> mapped(a.string(1), 'a', 'z'));
    StringMatching.install(installer);
    LuaTable metatable = new LuaTable();
    metatable.set("__index", installer.library());
    runtime.stringMetatable = metatable;
  }

  /** A position counted from the end if it is below 0, and never below 0 then. */
  static long position(long given, int length) {
    return given >= 0 ? given : Math.max(0, given + length + 1);
  }

  private static Object bytes(Arguments arguments) {
    Bytes text = arguments.string(1);
    long from = position(arguments.integer(2, 1), text.length());
    long to = position(arguments.integer(3, from), text.length());
    from = Math.max(from, 1);
    to = Math.min(to, text.length());
    if (from > to) {
      return Results.NONE;
    }
    if (to - from + 1 + arguments.count() > MOST_BYTES_RETURNED) {
      throw arguments.runtime.error("stack overflow (string slice too long)");
    }
    Object[] values = new Object[(int) (to - from + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) (text.at((int) from - 1 + i) & 0xff);
    }
    return values;
  }

  private static Object characters(Arguments arguments) {
    byte[] bytes = new byte[arguments.count()];
    for (int i = 0; i < bytes.length; i++) {
      int value = arguments.small(i + 1);
      arguments.check(value >= 0 && value <= 0xff, i + 1, "invalid value");
      bytes[i] = (byte) value;
    }
    return Bytes.wrap(bytes);
  }

  /** There is no byte code here; C Lua refuses its own functions with the same words. */
  private static Object dump(Arguments arguments) {
    arguments.function(1);
    throw arguments.runtime.error("unable to dump given function");
  }

  private static Bytes mapped(Bytes text, char first, char last) {
    byte[] bytes = text.array().clone();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= first && bytes[i] <= last) {
        bytes[i] ^= 0x20;
      }
    }
    return Bytes.wrap(bytes);
  }

  private static Bytes repeat(Arguments arguments) {
    Bytes text = arguments.string(1);
    int count = Math.max(0, arguments.small(2));
    long length = (long) text.length() * count;
    if (length > LONGEST) {
      throw new LuaError("not enough memory");
    }
    byte[] bytes = new byte[(int) length];
    for (int i = 0; i < bytes.length; i += text.length()) {
      System.arraycopy(text.array(), 0, bytes, i, text.length());
    }
    return Bytes.wrap(bytes);
  }

  private static Bytes reverse(Arguments arguments) {
    byte[] source = arguments.string(1).array();
    byte[] bytes = new byte[source.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = source[source.length - 1 - i];
    }
    return Bytes.wrap(bytes);
  }

  private static Bytes sub(Arguments arguments) {
    Bytes text = arguments.string(1);
    long from = Math.max(1, position(arguments.integer(2), text.length()));
    long to = Math.min(position(arguments.integer(3, -1), text.length()), text.length());
    return from > to ? Bytes.EMPTY : text.slice((int) from - 1, (int) to);
  }
}
