package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The hash of strings in Redis's Lua: every byte counts, where C Lua 5.1 skips in long ones. */
final class StringHash {

  private StringHash() {}

  static int of(Bytes text) {
    byte[] bytes = text.array();
    int hash = bytes.length;
    for (int i = bytes.length - 1; i >= 0; i--) {
      hash ^= (hash << 5) + (hash >>> 2) + (bytes[i] & 0xff);
    }
    return hash;
  }
}
