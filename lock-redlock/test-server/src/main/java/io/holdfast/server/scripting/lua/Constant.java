package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** A value that stands in the source. */
final class Constant extends Expression {

  final @Nullable Object value;

  Constant(int line, @Nullable Object value) {
    super(line);
    this.value = value;
  }

  @Override
  @Nullable Object value(Frame frame) {
    return value;
  }
}
