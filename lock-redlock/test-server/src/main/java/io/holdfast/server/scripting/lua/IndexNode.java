package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code object[key]} with any key. */
final class IndexNode extends Expression {

  final Expression object;
  final Expression key;

  IndexNode(int line, Expression object, Expression key) {
    super(line);
    this.object = object;
    this.key = key;
  }

  @Override
  @Nullable Object value(Frame frame) {
    Object early = object.isReadLate() ? null : object.value(frame);
    Object index = key.value(frame);
    Object target = object.isReadLate() ? object.value(frame) : early;
    if (target instanceof LuaTable table) {
      Object found = table.get(index);
      if (found != null || table.metatable() == null) {
        return found;
      }
    }
    frame.at = this;
    return Metamethods.index(frame.runtime, target, index, object);
  }

  @Override
  Described described() {
    return new Described("field", "?");
  }

  /** {@code object.name}. */
  static final class Field extends Expression {

    final Expression object;
    final Bytes name;
    private final int hash;

    Field(int line, Expression object, Bytes name) {
      super(line);
      this.object = object;
      this.name = name;
      this.hash = StringHash.of(name);
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object target = object.value(frame);
      if (target instanceof LuaTable table) {
        Object found = table.get(name, hash);
        if (found != null || table.metatable() == null) {
          return found;
        }
      }
      frame.at = this;
      return Metamethods.index(frame.runtime, target, name, object);
    }

    @Override
    Described described() {
      return new Described("field", Values.latin(name));
    }
  }

  /** {@code object[1]}, or another integer that stands in the source. */
  static final class Element extends Expression {

    private final Expression object;
    private final int index;
    private final Double boxed;

    Element(int line, Expression object, Double boxed) {
      super(line);
      this.object = object;
      this.index = boxed.intValue();
      this.boxed = boxed;
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object target = object.value(frame);
      if (target instanceof LuaTable table) {
        Object found = table.get(index);
        if (found != null || table.metatable() == null) {
          return found;
        }
      }
      frame.at = this;
      return Metamethods.index(frame.runtime, target, boxed, object);
    }

    @Override
    Described described() {
      return new Described("field", "?");
    }
  }
}
