package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The functions that are global variables, as far as Redis leaves them in. */
final class CoreLibrary {

  private static final int MOST_UNPACKED = 8000;

  private CoreLibrary() {}

  static void install(LuaRuntime runtime) {
    LuaTable globals = runtime.globals();
    globals.set("_G", globals);
    globals.set("_VERSION", Bytes.of("Lua 5.1"));
    LibraryFunction.Installer installer = new LibraryFunction.Installer(runtime, globals);
    installer
        .add("assert", CoreLibrary::assertTrue)
        .add("error", CoreLibrary::error)
        .add("getmetatable", CoreLibrary::getMetatable)
        .add("setmetatable", CoreLibrary::setMetatable)
        .add("rawequal", a -> Values.rawEquals(a.any(1), a.any(2)))
        .add("rawget", CoreLibrary::rawGet)
        .add("rawset", CoreLibrary::rawSet)
        .add("select", CoreLibrary::select)
        .add("tonumber", CoreLibrary::toNumber)
        .add("tostring", a -> toText(a.runtime, a.any(1)))
        .add("type", a -> Bytes.of(Values.typeName(a.any(1))))
        .add("unpack", CoreLibrary::unpack)
        .add("load", CoreLibrary::load)
        .add("loadstring", CoreLibrary::loadString)
        .add("next", CoreLibrary::next)
        .add("collectgarbage", CoreLibrary::collectGarbage)
        .add("gcinfo", a -> 0.0);
    Protection.install(installer);
    installPairs(installer);
  }

  private static void installPairs(LibraryFunction.Installer installer) {
    Object next = installer.library().get("next");
    installer.add("pairs", a -> new Object[] {next, a.table(1), null});
    LuaTable hidden = new LuaTable();
    new LibraryFunction.Installer(installer.runtime(), hidden).add("step", CoreLibrary::nextIndex);
    Object step = hidden.get("step");
    installer.add("ipairs", a -> new Object[] {step, a.table(1), 0.0});
  }

  private static Object nextIndex(Arguments arguments) {
    int index = arguments.small(2) + 1;
    Object value = arguments.table(1).get(index);
    return value == null ? Results.NONE : new Object[] {(double) index, value};
  }

  private static @Nullable Object next(Arguments arguments) {
    LuaTable table = arguments.table(1);
    int position;
    try {
      position = table.positionAfter(arguments.get(2));
    } catch (IllegalArgumentException e) {
      throw new LuaError("invalid key to 'next'");
    }
    return position < table.endPosition()
        ? new Object[] {table.keyAt(position), table.entryAt(position)}
        : null;
  }

  /** Java collects the garbage and no world has a heap of its own: the count is always 0. */
  private static Object collectGarbage(Arguments arguments) {
    String option = arguments.isAbsent(1) ? "collect" : Values.latin(arguments.string(1));
    arguments.small(2, 0);
    return switch (option) {
      case "collect", "stop", "restart", "count" -> 0.0;
      case "setpause", "setstepmul" -> 200.0;
      case "step" -> false;
      default -> throw arguments.error(1, "invalid option '" + option + "'");
    };
  }

  private static Object assertTrue(Arguments arguments) {
    if (Values.isTrue(arguments.any(1))) {
      return arguments.from(1);
    }
    String message =
        arguments.isAbsent(2) ? "assertion failed!" : Values.latin(arguments.string(2));
    throw arguments.runtime.error(message);
  }

  private static Object error(Arguments arguments) {
    Object value = arguments.get(1);
    int level = arguments.small(2, 1);
    if (value == null || !Values.isText(value) || level <= 0) {
      throw new LuaError(value);
    }
    throw new LuaError(
        new LuaStringBuilder()
            .append(arguments.runtime.where(level))
            .append(Values.text(value))
            .toBytes());
  }

  private static @Nullable Object getMetatable(Arguments arguments) {
    LuaTable metatable = arguments.runtime.metatable(arguments.any(1));
    if (metatable == null) {
      return null;
    }
    Object shown = metatable.get(Event.METATABLE.key, Event.METATABLE.hash);
    return shown == null ? metatable : shown;
  }

  private static Object setMetatable(Arguments arguments) {
    LuaTable table = arguments.table(1);
    Object metatable = arguments.get(2);
    arguments.check(
        metatable instanceof LuaTable || (metatable == null && arguments.count() >= 2),
        2,
        "nil or table expected");
    if (Metamethods.handler(arguments.runtime, table, Event.METATABLE) != null) {
      throw arguments.runtime.error("cannot change a protected metatable");
    }
    refuseReadOnly(table);
    table.setMetatable((LuaTable) metatable);
    return table;
  }

  /** Without a position: it is the host function that writes. */
  static void refuseReadOnly(LuaTable table) {
    if (table.isReadOnly()) {
      throw new LuaError("Attempt to modify a readonly table");
    }
  }

  private static @Nullable Object rawGet(Arguments arguments) {
    return arguments.table(1).get(arguments.any(2));
  }

  private static Object rawSet(Arguments arguments) {
    LuaTable table = arguments.table(1);
    Object key = arguments.any(2);
    Object value = arguments.any(3);
    refuseReadOnly(table);
    if (!LuaTable.isKey(key)) {
      throw new LuaError(key == null ? "table index is nil" : "table index is NaN");
    }
    table.set(key, value);
    return table;
  }

  private static Object select(Arguments arguments) {
    int count = arguments.count();
    if (arguments.get(1) instanceof Bytes text && text.length() > 0 && text.at(0) == '#') {
      return (double) (count - 1);
    }
    int index = arguments.small(1);
    int from = index < 0 ? count + index : Math.min(index, count);
    arguments.check(from >= 1, 1, "index out of range");
    return arguments.from(from + 1);
  }

  private static @Nullable Object toNumber(Arguments arguments) {
    int base = arguments.small(2, 10);
    if (base == 10) {
      return Arithmetic.toNumber(arguments.any(1));
    }
    Bytes text = arguments.string(1);
    arguments.check(base >= 2 && base <= 36, 2, "base out of range");
    return UnsignedText.parse(text, base);
  }

  /** What {@code tostring} returns. */
  static @Nullable Object toText(LuaRuntime runtime, @Nullable Object value) {
    Object handler = Metamethods.handler(runtime, value, Event.TO_STRING);
    return handler == null
        ? Values.describe(value)
        : Results.first(runtime.callFromHost(handler, value));
  }

  private static Object unpack(Arguments arguments) {
    LuaTable table = arguments.table(1);
    int from = arguments.small(2, 1);
    int to = arguments.isAbsent(3) ? table.length() : arguments.small(3);
    if (from > to) {
      return Results.NONE;
    }
    long count = (long) to - from + 1;
    if (count + arguments.count() > MOST_UNPACKED) {
      throw arguments.runtime.error("too many results to unpack");
    }
    Object[] elements = new Object[(int) count];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = table.get(from + i);
    }
    return elements;
  }

  private static @Nullable Object loadString(Arguments arguments) {
    Bytes source = arguments.string(1);
    Bytes name = arguments.isAbsent(2) ? source : arguments.string(2);
    return compile(arguments.runtime, source, name);
  }

  private static @Nullable Object load(Arguments arguments) {
    LuaFunction reader = arguments.function(1);
    Bytes name = arguments.isAbsent(2) ? Bytes.of("=(load)") : arguments.string(2);
    try {
      return compile(arguments.runtime, readAll(arguments.runtime, reader), name);
    } catch (LuaError e) {
      return new Object[] {null, e.value()};
    }
  }

  private static Bytes readAll(LuaRuntime runtime, LuaFunction reader) {
    LuaStringBuilder source = new LuaStringBuilder();
    while (true) {
      Object piece = Results.first(runtime.callFromHost(reader));
      if (piece == null || (piece instanceof Bytes text && text.isEmpty())) {
        return source.toBytes();
      }
      if (!Values.isText(piece)) {
        throw runtime.error("reader function must return a string");
      }
      source.append(Values.text(piece));
    }
  }

  private static @Nullable Object compile(LuaRuntime runtime, Bytes source, Bytes name) {
    try {
      return runtime.compile(source, new String(name.array(), StandardCharsets.ISO_8859_1));
    } catch (LuaSyntaxError e) {
      return new Object[] {null, e.text()};
    }
  }
}
