package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.protocol.Reply;
import io.holdfast.server.scripting.lua.LuaTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script gets from a command, by the tables of Redis's Lua API. */
final class ToLua {

  private ToLua() {}

  /**
   * The Lua value of a reply.
   *
   * @param resp3 whether the script asked for RESP3
   */
  static @Nullable Object value(Reply reply, boolean resp3) {
    if (reply instanceof Reply.Int number) {
      return (double) number.number();
    }
    if (reply instanceof Reply.Bulk bulk) {
      return bulk.text();
    }
    if (reply instanceof Reply.Status status) {
      return table("ok", Bytes.ofLatin(status.text()));
    }
    if (reply instanceof Reply.Failure failure) {
      LuaTable error = table("err", Bytes.ofLatin(failure.text()));
      error.set("ignore_error_stats_update", true);
      return error;
    }
    if (reply instanceof Reply.Many many) {
      return resp3 ? many3(many) : list(many.elements(), false);
    }
    return resp3 ? single3(reply) : single2(reply);
  }

  private static @Nullable Object single2(Reply reply) {
    if (reply instanceof Reply.Real real) {
      return real.text();
    }
    if (reply instanceof Reply.Bool bool) {
      return bool.truth() ? 1.0 : 0.0;
    }
    return reply instanceof Reply.Verbatim text ? text.text() : (Object) false;
  }

  private static @Nullable Object single3(Reply reply) {
    if (reply instanceof Reply.Real real) {
      return table("double", real.number());
    }
    if (reply instanceof Reply.Bool bool) {
      return bool.truth();
    }
    if (reply instanceof Reply.Verbatim text) {
      LuaTable parts = table("string", text.text());
      parts.set("format", Bytes.of(text.format()));
      return table("verbatim_string", parts);
    }
    return null;
  }

  private static Object many3(Reply.Many many) {
    return switch (many.kind()) {
      case ARRAY, PUSH -> list(many.elements(), true);
      case MAP -> {
        LuaTable map = new LuaTable();
        for (int i = 0; i + 1 < many.elements().size(); i += 2) {
          Object key = value(many.elements().get(i), true);
          map.set(key, value(many.elements().get(i + 1), true));
        }
        yield table("map", map);
      }
      case SET -> {
        LuaTable set = new LuaTable();
        many.elements().forEach(element -> set.set(value(element, true), true));
        yield table("set", set);
      }
    };
  }

  private static LuaTable list(List<Reply> elements, boolean resp3) {
    LuaTable list = new LuaTable(elements.size(), 0);
    for (int i = 0; i < elements.size(); i++) {
      list.set(i + 1, value(elements.get(i), resp3));
    }
    return list;
  }

  static LuaTable table(String field, Object value) {
    LuaTable table = new LuaTable(0, 1);
    table.set(field, value);
    return table;
  }

  /** As tostring shows a value that is no table. */
  static String text(@Nullable Object value) {
    if (value instanceof Bytes text) {
      return text.latin();
    }
    if (value instanceof Double number) {
      return Numbers.formatG(number, 14);
    }
    return value == null ? "nil" : String.valueOf(value);
  }
}
