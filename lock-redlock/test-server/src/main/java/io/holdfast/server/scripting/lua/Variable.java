package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/**
 * A local variable as the parser knows it; whether it is captured is final when its function ends.
 */
final class Variable {

  final Bytes name;
  final int slot;
  boolean isCaptured;

  Variable(Bytes name, int slot) {
    this.name = name;
    this.slot = slot;
  }
}
