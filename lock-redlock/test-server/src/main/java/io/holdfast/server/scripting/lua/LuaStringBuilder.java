package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts a string together, byte by byte or piece by piece. */
final class LuaStringBuilder {

  private byte[] bytes = new byte[32];
  private int length;

  LuaStringBuilder append(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  LuaStringBuilder append(Bytes text) {
    return append(text.array(), 0, text.length());
  }

  LuaStringBuilder append(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends a text of single-byte characters. */
  LuaStringBuilder append(String text) {
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    return append(latin, 0, latin.length);
  }

  int length() {
    return length;
  }

  Bytes toBytes() {
    return Bytes.copyOf(bytes, 0, length);
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
