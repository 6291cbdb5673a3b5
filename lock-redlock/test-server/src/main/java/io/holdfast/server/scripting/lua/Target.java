package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What stands left of an assignment. In a multiple one, what the targets are is found out first,
 * then all values are computed, then they are stored.
 */
abstract class Target extends Node {

  Target(int line) {
    super(line);
  }

  /** How many values {@link #prepare} keeps. */
  int width() {
    return 0;
  }

  /** Computes object and key into the array, from an index on. */
  void prepare(Frame frame, Object[] kept, int from) {
    // A variable needs nothing.
  }

  /** Stores the value into what was prepared. */
  abstract void store(Frame frame, Object[] kept, int from, @Nullable Object value);

  /** A local variable of its own frame only. */
  static final class Local extends Target {

    private final int slot;

    Local(int line, int slot) {
      super(line);
      this.slot = slot;
    }

    @Override
    void store(Frame frame, Object[] kept, int from, @Nullable Object value) {
      frame.slots[slot] = value;
    }
  }

  /** A local variable that an inner function shares. */
  static final class Shared extends Target {

    private final int slot;

    Shared(int line, int slot) {
      super(line);
      this.slot = slot;
    }

    @Override
    void store(Frame frame, Object[] kept, int from, @Nullable Object value) {
      ((Cell) frame.slots[slot]).value = value;
    }
  }

  /** A local variable of an outer function. */
  static final class Captured extends Target {

    private final int index;

    Captured(int line, int index) {
      super(line);
      this.index = index;
    }

    @Override
    void store(Frame frame, Object[] kept, int from, @Nullable Object value) {
      frame.captured[index].value = value;
    }
  }

  /** A global variable. */
  static final class Global extends Target {

    private final LuaTable environment;
    private final Bytes name;

    Global(int line, LuaTable environment, Bytes name) {
      super(line);
      this.environment = environment;
      this.name = name;
    }

    @Override
    void store(Frame frame, Object[] kept, int from, @Nullable Object value) {
      frame.at = this;
      Metamethods.setIndex(frame.runtime, environment, name, value, null);
    }
  }

  /** {@code object[key]}. */
  static final class Index extends Target {

    final Expression object;
    final Expression key;
    private final boolean isReadLate;

    Index(int line, Expression object, Expression key) {
      super(line);
      this.object = object;
      this.key = key;
      this.isReadLate = object.isReadLate() || key.isReadLate();
    }

    @Override
    int width() {
      return 2;
    }

    @Override
    void prepare(Frame frame, Object[] kept, int from) {
      kept[from] = object.value(frame);
      kept[from + 1] = key.value(frame);
    }

    @Override
    void store(Frame frame, Object[] kept, int from, @Nullable Object value) {
      assign(frame, kept[from], kept[from + 1], value);
    }

    boolean isReadLate() {
      return isReadLate;
    }

    void assign(
        Frame frame, @Nullable Object target, @Nullable Object index, @Nullable Object value) {
      frame.at = this;
      if (target instanceof LuaTable table
          && table.metatable() == null
          && !table.isReadOnly()
          && LuaTable.isKey(index)) {
        table.set(index, value);
      } else {
        Metamethods.setIndex(frame.runtime, target, index, value, object);
      }
    }
  }
}
