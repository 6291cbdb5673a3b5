package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** The statements that give variables and table entries their values. */
final class Assignments {

  private Assignments() {}

  /** {@code local x = e}, or {@code x = e} of an unshared local variable. */
  static final class ToLocal extends Statement {

    private final int slot;
    private final Expression value;

    ToLocal(int line, int slot, Expression value) {
      super(line);
      this.slot = slot;
      this.value = value;
    }

    @Override
    @Nullable Object run(Frame frame) {
      frame.slots[slot] = value.value(frame);
      return null;
    }
  }

  /** {@code local x = e} of a shared variable: each round of a loop makes a new one. */
  static final class NewShared extends Statement {

    private final int slot;
    private final Expression value;

    NewShared(int line, int slot, Expression value) {
      super(line);
      this.slot = slot;
      this.value = value;
    }

    @Override
    @Nullable Object run(Frame frame) {
      frame.slots[slot] = new Cell(value.value(frame));
      return null;
    }
  }

  /** {@code local function f}, shared: the variable exists before the function that captures it. */
  static final class LocalFunction extends Statement {

    private final int slot;
    private final Expression function;

    LocalFunction(int line, int slot, Expression function) {
      super(line);
      this.slot = slot;
      this.function = function;
    }

    @Override
    @Nullable Object run(Frame frame) {
      Cell cell = new Cell(null);
      frame.slots[slot] = cell;
      cell.value = function.value(frame);
      return null;
    }
  }

  /** {@code local x, y, z = ...}. */
  static final class Locals extends Statement {

    private final int[] slots;
    private final boolean[] isShared;
    private final Expression[] values;
    private final boolean isOpen;

    Locals(int line, int[] slots, boolean[] isShared, Expression[] values, boolean isOpen) {
      super(line);
      this.slots = slots;
      this.isShared = isShared;
      this.values = values;
      this.isOpen = isOpen;
    }

    @Override
    @Nullable Object run(Frame frame) {
      Object[] computed = ExpressionList.values(values, isOpen, frame, 0);
      for (int i = 0; i < slots.length; i++) {
        Object value = i < computed.length ? computed[i] : null;
        frame.slots[slots[i]] = isShared[i] ? new Cell(value) : value;
      }
      return null;
    }
  }

  /** {@code target = e} with any one target. */
  static final class One extends Statement {

    private final Target target;
    private final Expression value;

    One(int line, Target target, Expression value) {
      super(line);
      this.target = target;
      this.value = value;
    }

    @Override
    @Nullable Object run(Frame frame) {
      target.store(frame, Results.NONE, 0, value.value(frame));
      return null;
    }
  }

  /** {@code object[key] = e}. */
  static final class ToIndex extends Statement {

    private final Target.Index target;
    private final Expression value;

    ToIndex(Target.Index target, Expression value) {
      super(target.line);
      this.target = target;
      this.value = value;
    }

    @Override
    @Nullable Object run(Frame frame) {
      if (target.isReadLate()) {
        return assignLate(frame);
      }
      Object receiver = target.object.value(frame);
      Object index = target.key.value(frame);
      target.assign(frame, receiver, index, value.value(frame));
      return null;
    }

    private @Nullable Object assignLate(Frame frame) {
      Expression object = target.object;
      Expression key = target.key;
      Object receiver = object.isReadLate() ? null : object.value(frame);
      Object index = key.isReadLate() ? null : key.value(frame);
      Object assigned = value.value(frame);
      target.assign(
          frame,
          object.isReadLate() ? object.value(frame) : receiver,
          key.isReadLate() ? key.value(frame) : index,
          assigned);
      return null;
    }
  }

  /** {@code a, b.c = e, f}: stored from the last to the first. */
  static final class Several extends Statement {

    private final Target[] targets;
    private final Expression[] values;
    private final boolean isOpen;
    private final int kept;

    Several(int line, Target[] targets, Expression[] values, boolean isOpen) {
      super(line);
      this.targets = targets;
      this.values = values;
      this.isOpen = isOpen;
      int width = 0;
      for (Target target : targets) {
        width += target.width();
      }
      this.kept = width;
    }

    @Override
    @Nullable Object run(Frame frame) {
      Object[] prepared = new Object[kept];
      int from = 0;
      for (Target target : targets) {
        target.prepare(frame, prepared, from);
        from += target.width();
      }
      Object[] computed = ExpressionList.values(values, isOpen, frame, 0);
      for (int i = targets.length - 1; i >= 0; i--) {
        from -= targets[i].width();
        targets[i].store(frame, prepared, from, i < computed.length ? computed[i] : null);
      }
      return null;
    }
  }
}
