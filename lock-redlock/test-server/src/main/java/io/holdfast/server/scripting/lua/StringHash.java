package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The hash of strings in C Lua 5.1: of long strings only some 32 bytes count. */
final class StringHash {

  private StringHash() {}

  static int of(Bytes text) {
    byte[] bytes = text.array();
    int hash = bytes.length;
    int step = (bytes.length >> 5) + 1;
    for (int left = bytes.length; left >= step; left -= step) {
      hash ^= (hash << 5) + (hash >>> 2) + (bytes[left - 1] & 0xff);
    }
    return hash;
  }
}
