package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.scripting.lua.LuaTable;
import io.holdfast.server.scripting.lua.Results;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client gets from a script, by the tables of Redis's Lua API. */
final class FromLua {

  private static final int DEEPEST = 4_000;

  private final ReplyWriter reply;
  private final boolean resp3;

  private FromLua(ReplyWriter reply, boolean resp3) {
    this.reply = reply;
    this.resp3 = resp3;
  }

  /**
   * Writes a script's results as one reply: the first of them.
   *
   * @param resp3 whether the script asked for RESP3
   */
  static void write(ReplyWriter reply, @Nullable Object results, boolean resp3) {
    new FromLua(reply, resp3).write(Results.first(results), 0);
  }

  private void write(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new CommandError("ERR reached lua stack limit");
    }
    if (value instanceof Bytes text) {
      reply.bulk(text);
    } else if (value instanceof Double number) {
      reply.integer(whole(number));
    } else if (value instanceof Boolean truth) {
      bool(truth);
    } else if (value instanceof LuaTable table) {
      table(table, depth);
    } else {
      reply.nil();
    }
  }

  /** As C casts: what does not fit becomes the smallest number. */
  static long whole(double number) {
    return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  private void bool(boolean truth) {
    if (resp3) {
      reply.bool(truth);
    } else if (truth) {
      reply.integer(1);
    } else {
      reply.nil();
    }
  }

  private void table(LuaTable table, int depth) {
    if (table.get("err") instanceof Bytes error) {
      reply.error(error.latin());
    } else if (table.get("ok") instanceof Bytes status) {
      reply.status(status.latin());
    } else if (table.get("double") instanceof Double number) {
      reply.real(number);
    } else if (table.get("map") instanceof LuaTable map) {
      pairs(map, true, depth);
    } else if (table.get("set") instanceof LuaTable set) {
      pairs(set, false, depth);
    } else if (table.get("verbatim_string") instanceof LuaTable parts
        && parts.get("string") instanceof Bytes text
        && parts.get("format") instanceof Bytes format) {
      reply.verbatim(format.latin(), text);
    } else {
      list(table, depth);
    }
  }

  private void list(LuaTable table, int depth) {
    List<Object> elements = new ArrayList<>();
    for (int i = 1; ; i++) {
      Object element = table.get(i);
      if (element == null) {
        break;
      }
      elements.add(element);
    }
    reply.array(elements.size());
    for (Object element : elements) {
      write(element, depth + 1);
    }
  }

  private void pairs(LuaTable table, boolean map, int depth) {
    int[] size = new int[1];
    table.forEach((key, value) -> size[0]++);
    if (map) {
      reply.map(size[0]);
    } else {
      reply.set(size[0]);
    }
    table.forEach(
        (key, value) -> {
          write(key, depth + 1);
          if (map) {
            write(value, depth + 1);
          }
        });
  }
}
