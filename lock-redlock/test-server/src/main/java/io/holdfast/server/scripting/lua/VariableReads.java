package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The nodes that read variables. */
final class VariableReads {

  private VariableReads() {}

  /** A local variable of its own frame only. */
  static final class Local extends Expression {

    private final int slot;
    private final Bytes name;

    Local(int line, int slot, Bytes name) {
      super(line);
      this.slot = slot;
      this.name = name;
    }

    @Override
    @Nullable Object value(Frame frame) {
      return frame.slots[slot];
    }

    @Override
    Described described() {
      return new Described("local", Values.latin(name));
    }
  }

  /** A local variable that an inner function shares. */
  static final class Shared extends Expression {

    private final int slot;
    private final Bytes name;

    Shared(int line, int slot, Bytes name) {
      super(line);
      this.slot = slot;
      this.name = name;
    }

    @Override
    @Nullable Object value(Frame frame) {
      return ((Cell) frame.slots[slot]).value;
    }

    @Override
    boolean isReadLate() {
      return true;
    }

    @Override
    Described described() {
      return new Described("local", Values.latin(name));
    }
  }

  /** A local variable of an outer function. */
  static final class Captured extends Expression {

    private final int index;
    private final Bytes name;

    Captured(int line, int index, Bytes name) {
      super(line);
      this.index = index;
      this.name = name;
    }

    @Override
    @Nullable Object value(Frame frame) {
      return frame.captured[index].value;
    }

    @Override
    Described described() {
      return new Described("upvalue", Values.latin(name));
    }
  }

  /** A global variable. */
  static final class Global extends Expression {

    private final LuaTable environment;
    private final Bytes name;
    private final int hash;

    Global(int line, LuaTable environment, Bytes name) {
      super(line);
      this.environment = environment;
      this.name = name;
      this.hash = StringHash.of(name);
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object value = environment.get(name, hash);
      if (value != null || environment.metatable() == null) {
        return value;
      }
      frame.at = this;
      return Metamethods.index(frame.runtime, environment, name, null);
    }

    @Override
    Described described() {
      return new Described("global", Values.latin(name));
    }
  }

  /** The further arguments of the function. */
  static final class Varargs extends Expression {

    Varargs(int line) {
      super(line);
    }

    @Override
    @Nullable Object value(Frame frame) {
      return frame.varargs.length == 0 ? null : frame.varargs[0];
    }

    @Override
    Object values(Frame frame) {
      return frame.varargs;
    }
  }
}
