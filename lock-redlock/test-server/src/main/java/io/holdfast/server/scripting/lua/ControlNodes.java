package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** The statements that are neither assignments nor loops. */
final class ControlNodes {

  private ControlNodes() {}

  /** A call whose results nobody wants. */
  static final class Call extends Statement {

    private final CallNode call;

    Call(CallNode call) {
      super(call.line);
      this.call = call;
    }

    @Override
    @Nullable Object run(Frame frame) {
      call.values(frame);
      return null;
    }
  }

  static final class Block extends Statement {

    private final Statement[] body;

    Block(int line, Statement[] body) {
      super(line);
      this.body = body;
    }

    @Override
    @Nullable Object run(Frame frame) {
      return runAll(body, frame);
    }
  }

  static final class Break extends Statement {

    Break(int line) {
      super(line);
    }

    @Override
    Object run(Frame frame) {
      return BREAK;
    }
  }

  /** {@code if}, each {@code elseif}, {@code else}. */
  static final class If extends Statement {

    private final Expression[] conditions;

    /** One more than conditions if there is an {@code else}. */
    private final Statement[][] blocks;

    If(int line, Expression[] conditions, Statement[][] blocks) {
      super(line);
      this.conditions = conditions;
      this.blocks = blocks;
    }

    @Override
    @Nullable Object run(Frame frame) {
      for (int i = 0; i < conditions.length; i++) {
        if (conditions[i].isTrue(frame)) {
          return runAll(blocks[i], frame);
        }
      }
      return blocks.length > conditions.length ? runAll(blocks[conditions.length], frame) : null;
    }
  }

  /** {@code return e}. */
  static final class ReturnOne extends Statement {

    private final Expression value;

    ReturnOne(int line, Expression value) {
      super(line);
      this.value = value;
    }

    @Override
    Object run(Frame frame) {
      return CallNode.returned(value.value(frame));
    }
  }

  /** {@code return f(x)}: of a Lua function only its frame, which then takes this one's place. */
  static final class ReturnCall extends Statement {

    private final CallNode call;

    ReturnCall(CallNode call) {
      super(call.line);
      this.call = call;
    }

    @Override
    Object run(Frame frame) {
      return CallNode.returned(call.tailCall(frame));
    }
  }

  /** {@code return} of any list. */
  static final class ReturnList extends Statement {

    private final Expression[] values;
    private final boolean isOpen;

    ReturnList(int line, Expression[] values, boolean isOpen) {
      super(line);
      this.values = values;
      this.isOpen = isOpen;
    }

    @Override
    Object run(Frame frame) {
      return ExpressionList.values(values, isOpen, frame, 0);
    }
  }
}
