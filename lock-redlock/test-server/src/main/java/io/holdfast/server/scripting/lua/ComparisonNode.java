package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The nodes that compare. */
abstract class ComparisonNode extends Expression {

  final Expression left;
  final Expression right;

  ComparisonNode(int line, Expression left, Expression right) {
    super(line);
    this.left = left;
    this.right = right;
  }

  @Override
  final Object value(Frame frame) {
    return isTrue(frame);
  }

  @Override
  abstract boolean isTrue(Frame frame);

  /** {@code ==} or {@code ~=}. */
  static final class Equality extends ComparisonNode {

    private final boolean expected;

    Equality(int line, Expression left, Expression right, boolean expected) {
      super(line, left, right);
      this.expected = expected;
    }

    @Override
    boolean isTrue(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Bytes first && b instanceof Bytes second) {
        return first.equals(second) == expected;
      }
      frame.at = this;
      return Metamethods.equal(frame.runtime, a, b) == expected;
    }
  }

  /** {@code <}. */
  static final class Less extends ComparisonNode {

    Less(int line, Expression left, Expression right) {
      super(line, left, right);
    }

    @Override
    boolean isTrue(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        return first < second;
      }
      frame.at = this;
      return Metamethods.less(frame.runtime, a, b);
    }
  }

  /** {@code <=}. */
  static final class AtMost extends ComparisonNode {

    AtMost(int line, Expression left, Expression right) {
      super(line, left, right);
    }

    @Override
    boolean isTrue(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        return first <= second;
      }
      frame.at = this;
      return Metamethods.atMost(frame.runtime, a, b);
    }
  }

  /** {@code >}. */
  static final class Greater extends ComparisonNode {

    Greater(int line, Expression left, Expression right) {
      super(line, left, right);
    }

    @Override
    boolean isTrue(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        return first > second;
      }
      frame.at = this;
      return Metamethods.less(frame.runtime, b, a);
    }
  }

  /** {@code >=}. */
  static final class AtLeast extends ComparisonNode {

    AtLeast(int line, Expression left, Expression right) {
      super(line, left, right);
    }

    @Override
    boolean isTrue(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double first && b instanceof Double second) {
        return first >= second;
      }
      frame.at = this;
      return Metamethods.atMost(frame.runtime, b, a);
    }
  }
}
