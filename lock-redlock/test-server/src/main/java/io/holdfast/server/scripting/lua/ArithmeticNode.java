package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** The nodes of arithmetic: numbers are computed at once, all else goes to {@link Arithmetic}. */
abstract class ArithmeticNode extends Expression {

  final Arithmetic.BinaryOperands operands;
  final Expression left;
  final Expression right;

  ArithmeticNode(int line, Event operation, Expression left, Expression right) {
    super(line);
    this.operands = new Arithmetic.BinaryOperands(operation, left, right);
    this.left = left;
    this.right = right;
  }

  static Expression of(int line, Event operation, Expression left, Expression right) {
    if (left.isReadLate()) {
      return new Other(line, operation, left, right);
    }
    return switch (operation) {
      case ADD -> new Add(line, left, right);
      case SUBTRACT -> new Subtract(line, left, right);
      case MULTIPLY -> new Multiply(line, left, right);
      default -> new Other(line, operation, left, right);
    };
  }

  static Expression negate(int line, Expression operand) {
    return new Negate(line, operand);
  }

  @Nullable Object slow(Frame frame, @Nullable Object a, @Nullable Object b) {
    frame.at = this;
    return Arithmetic.convert(frame.runtime, operands, a, b);
  }

  private static final class Add extends ArithmeticNode {

    Add(int line, Expression left, Expression right) {
      super(line, Event.ADD, left, right);
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        double result = first + second;
        return !Double.isNaN(result) ? result : Arithmetic.compute(Event.ADD, first, second);
      }
      return slow(frame, a, b);
    }
  }

  private static final class Subtract extends ArithmeticNode {

    Subtract(int line, Expression left, Expression right) {
      super(line, Event.SUBTRACT, left, right);
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        double result = first - second;
        return !Double.isNaN(result) ? result : Arithmetic.compute(Event.SUBTRACT, first, second);
      }
      return slow(frame, a, b);
    }
  }

  private static final class Multiply extends ArithmeticNode {

    Multiply(int line, Expression left, Expression right) {
      super(line, Event.MULTIPLY, left, right);
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        double result = first * second;
        return !Double.isNaN(result) ? result : Arithmetic.compute(Event.MULTIPLY, first, second);
      }
      return slow(frame, a, b);
    }
  }

  private static final class Other extends ArithmeticNode {

    private final Event operation;

    Other(int line, Event operation, Expression left, Expression right) {
      super(line, operation, left, right);
      this.operation = operation;
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object early = left.isReadLate() ? null : left.value(frame);
      Object b = right.value(frame);
      Object a = left.isReadLate() ? left.value(frame) : early;
      if (a instanceof Double first && b instanceof Double second) {
        return Arithmetic.compute(operation, first, second);
      }
      return slow(frame, a, b);
    }
  }

  /** Its operand stands on both sides, as a handler of "__unm" gets it. */
  private static final class Negate extends ArithmeticNode {

    Negate(int line, Expression operand) {
      super(line, Event.NEGATE, operand, operand);
    }

    @Override
    @Nullable Object value(Frame frame) {
      Object a = left.value(frame);
      return a instanceof Double number
          ? Arithmetic.compute(Event.NEGATE, number, number)
          : slow(frame, a, a);
    }
  }
}
