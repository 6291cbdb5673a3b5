package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** A local variable that an inner function shares; all others live in the frame itself. */
final class Cell {

  @Nullable Object value;

  Cell(@Nullable Object value) {
    this.value = value;
  }
}
