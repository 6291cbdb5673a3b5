package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code cmsgpack.unpack}. */
final class MessagePackReader {

  private final LuaRuntime runtime;
  private final Bytes source;
  private int position;

  MessagePackReader(LuaRuntime runtime, Bytes source, int position) {
    this.runtime = runtime;
    this.source = source;
    this.position = position;
  }

  boolean hasMore() {
    return position < source.length();
  }

  int position() {
    return position;
  }

  @Nullable Object read() {
    int type = (int) unsigned(1);
    if (type <= 0x7f) {
      return (double) type;
    }
    if (type >= 0xe0) {
      return (double) (byte) type;
    }
    if (type <= 0x8f) {
      return map(type & 0x0f);
    }
    if (type <= 0x9f) {
      return array(type & 0x0f);
    }
    if (type <= 0xbf) {
      return string(type & 0x1f);
    }
    return readSized(type);
  }

  private @Nullable Object readSized(int type) {
    return switch (type) {
      case 0xc0 -> null;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xca -> (double) Float.intBitsToFloat((int) unsigned(4));
      case 0xcb -> Double.longBitsToDouble(unsigned(8));
      case 0xcc -> (double) unsigned(1);
      case 0xcd -> (double) unsigned(2);
      case 0xce -> (double) unsigned(4);
      case 0xd0 -> (double) (byte) unsigned(1);
      case 0xd1 -> (double) (short) unsigned(2);
      case 0xd2 -> (double) (int) unsigned(4);
      case 0xcf, 0xd3 -> (double) unsigned(8); // cmsgpack takes both for signed.
      case 0xd9 -> string(unsigned(1));
      case 0xda -> string(unsigned(2));
      case 0xdb -> string(unsigned(4));
      case 0xdc -> array(unsigned(2));
      case 0xdd -> array(unsigned(4));
      case 0xde -> map(unsigned(2));
      case 0xdf -> map(unsigned(4));
      default -> throw runtime.error("Bad data format in input.");
    };
  }

  private void need(long bytes) {
    if (source.length() - position < bytes) {
      throw runtime.error("Missing bytes in input.");
    }
  }

  private long unsigned(int bytes) {
    need(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (source.at(position++) & 0xff);
    }
    return value;
  }

  private Bytes string(long length) {
    need(length);
    Bytes text = Bytes.copyOf(source.array(), position, (int) length);
    position += (int) length;
    return text;
  }

  private Object array(long length) {
    return nested(
        table -> {
          for (long i = 1; i <= length; i++) {
            table.set((int) i, read());
          }
        });
  }

  private Object map(long entries) {
    return nested(
        table -> {
          for (long i = 0; i < entries; i++) {
            Object key = read();
            Object value = read();
            if (!LuaTable.isKey(key)) {
              throw new LuaError(key == null ? "table index is nil" : "table index is NaN");
            }
            table.set(key, value);
          }
        });
  }

  private Object nested(Consumer<LuaTable> fill) {
    LuaTable table = new LuaTable();
    runtime.nested(
        JsonEncoder.LEVELS_PER_TABLE,
        () -> {
          fill.accept(table);
          return null;
        });
    return table;
  }
}
