package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The nodes that compare. */
abstract class ComparisonNode extends Expression {

  final Expression left;
  final Expression right;
  private final boolean isLeftReadLate;

  ComparisonNode(int line, Expression left, Expression right) {
    super(line);
    this.left = left;
    this.right = right;
    this.isLeftReadLate = left.isReadLate();
  }

  @Override
  final Object value(Frame frame) {
    return isTrue(frame);
  }

  @Override
  final boolean isTrue(Frame frame) {
    if (isLeftReadLate) {
      Object second = right.value(frame);
      return compare(frame, left.value(frame), second);
    }
    return compare(frame, left.value(frame), right.value(frame));
  }

  abstract boolean compare(Frame frame, @Nullable Object a, @Nullable Object b);

  /** {@code ==} or {@code ~=}. */
  static final class Equality extends ComparisonNode {

    private final boolean expected;

    Equality(int line, Expression left, Expression right, boolean expected) {
      super(line, left, right);
      this.expected = expected;
    }

    @Override
    boolean compare(Frame frame, @Nullable Object a, @Nullable Object b) {
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
    boolean compare(Frame frame, @Nullable Object a, @Nullable Object b) {
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
    boolean compare(Frame frame, @Nullable Object a, @Nullable Object b) {
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
    boolean compare(Frame frame, @Nullable Object a, @Nullable Object b) {
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
    boolean compare(Frame frame, @Nullable Object a, @Nullable Object b) {
      if (a instanceof Double first && b instanceof Double second) {
        return first >= second;
      }
      frame.at = this;
      return Metamethods.atMost(frame.runtime, b, a);
    }
  }
}
