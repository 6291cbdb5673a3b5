package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** The nodes of {@code and}, {@code or}, {@code not} and parentheses. */
final class LogicNodes {

  private LogicNodes() {}

  static final class And extends Expression {

    private final Expression left;
    private final Expression right;

    And(int line, Expression left, Expression right) {
      super(line);
      this.left = left;
      this.right = right;
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object first = left.value(frame);
      return Values.isTrue(first) ? right.value(frame) : first;
    }

    @Override
    boolean isTrue(Frame frame) {
      return left.isTrue(frame) && right.isTrue(frame);
    }
  }

  static final class Or extends Expression {

    private final Expression left;
    private final Expression right;

    Or(int line, Expression left, Expression right) {
      super(line);
      this.left = left;
      this.right = right;
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object first = left.value(frame);
      return Values.isTrue(first) ? first : right.value(frame);
    }

    @Override
    boolean isTrue(Frame frame) {
      return left.isTrue(frame) || right.isTrue(frame);
    }
  }

  static final class Not extends Expression {

    private final Expression operand;

    Not(int line, Expression operand) {
      super(line);
      this.operand = operand;
    }

    @Override
    Object value(Frame frame) {
      return isTrue(frame);
    }

    @Override
    boolean isTrue(Frame frame) {
      return !operand.isTrue(frame);
    }
  }

  /** Parentheses around a call or "...": one value of it. */
  static final class Single extends Expression {

    private final Expression operand;

    Single(int line, Expression operand) {
      super(line);
      this.operand = operand;
    }

    @Override
    @Nullable Object value(Frame frame) {
      return operand.value(frame);
    }
  }
}
