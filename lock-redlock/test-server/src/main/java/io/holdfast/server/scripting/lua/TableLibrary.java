package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The table {@code table}. */
final class TableLibrary {

  private TableLibrary() {}

  static void install(LuaRuntime runtime) {
    runtime
        .library("table")
        .add("concat", TableLibrary::concat)
        .add("foreach", TableLibrary::forEach)
        .add("foreachi", TableLibrary::forEachIndex)
        .add("getn", a -> (double) a.table(1).length())
        .add("insert", TableLibrary::insert)
        .add("maxn", TableLibrary::highestKey)
        .add("remove", TableLibrary::remove)
        .add("setn", TableLibrary::setLength)
        .add("sort", a -> new Sort(a).run());
  }

  private static Object concat(Arguments arguments) {
    Bytes separator = arguments.isAbsent(2) ? Bytes.EMPTY : arguments.string(2);
    LuaTable table = arguments.table(1);
    int from = arguments.small(3, 1);
    int to = arguments.isAbsent(4) ? table.length() : arguments.small(4);
    LuaStringBuilder result = new LuaStringBuilder();
    for (long i = from; i <= to; i++) {
      Object value = table.get((int) i);
      if (value == null || !Values.isText(value)) {
        throw arguments.runtime.error(
            "invalid value (%s) at index %d in table for 'concat'"
                .formatted(Values.typeName(value), i));
      }
      result.append(Values.text(value));
      if (i < to) {
        result.append(separator);
      }
    }
    return result.toBytes();
  }

  private static @Nullable Object forEach(Arguments arguments) {
    LuaTable table = arguments.table(1);
    LuaFunction function = arguments.function(2);
    Object key = null;
    while (true) {
      int position = table.positionAfter(key);
      if (position >= table.endPosition()) {
        return Results.NONE;
      }
      key = table.keyAt(position);
      Object result =
          Results.first(arguments.runtime.callFromHost(function, key, table.entryAt(position)));
      if (result != null) {
        return result;
      }
    }
  }

  private static @Nullable Object forEachIndex(Arguments arguments) {
    LuaTable table = arguments.table(1);
    LuaFunction function = arguments.function(2);
    int length = table.length();
    for (int i = 1; i <= length; i++) {
      Object result =
          Results.first(arguments.runtime.callFromHost(function, (double) i, table.get(i)));
      if (result != null) {
        return result;
      }
    }
    return Results.NONE;
  }

  private static Object insert(Arguments arguments) {
    LuaTable table = arguments.table(1);
    int end = table.length() + 1;
    switch (arguments.count()) {
      case 2 -> {
        CoreLibrary.refuseReadOnly(table);
        table.set(end, arguments.get(2));
      }
      case 3 -> {
        int position = arguments.small(2);
        CoreLibrary.refuseReadOnly(table);
        for (int i = Math.max(end, position); i > position; i--) {
          table.set(i, table.get(i - 1));
        }
        table.set(position, arguments.get(3));
      }
      default -> throw arguments.runtime.error("wrong number of arguments to 'insert'");
    }
    return Results.NONE;
  }

  private static @Nullable Object remove(Arguments arguments) {
    LuaTable table = arguments.table(1);
    int end = table.length();
    int position = arguments.small(2, end);
    if (position < 1 || position > end) {
      return Results.NONE;
    }
    Object removed = table.get(position);
    CoreLibrary.refuseReadOnly(table);
    for (int i = position; i < end; i++) {
      table.set(i, table.get(i + 1));
    }
    table.set(end, null);
    return removed;
  }

  private static Object highestKey(Arguments arguments) {
    LuaTable table = arguments.table(1);
    double highest = 0;
    for (int i = 0; i < table.endPosition(); i++) {
      if (table.entryAt(i) != null && table.keyAt(i) instanceof Double number) {
        highest = Math.max(highest, number);
      }
    }
    return highest;
  }

  private static Object setLength(Arguments arguments) {
    arguments.table(1);
    throw arguments.runtime.error("'setn' is obsolete");
  }
}
