package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** The loops; each round is a step that the host's beat counts. */
final class Loops {

  private Loops() {}

  static final class While extends Statement {

    private final Expression condition;
    private final Statement[] body;

    While(int line, Expression condition, Statement[] body) {
      super(line);
      this.condition = condition;
      this.body = body;
    }

    @Override
    @Nullable Object run(Frame frame) {
      while (condition.isTrue(frame)) {
        frame.runtime.step();
        Object outcome = runAll(body, frame);
        if (outcome != null) {
          return outcome == BREAK ? null : outcome;
        }
      }
      return null;
    }
  }

  static final class Repeat extends Statement {

    private final Statement[] body;
    private final Expression condition;

    Repeat(int line, Statement[] body, Expression condition) {
      super(line);
      this.body = body;
      this.condition = condition;
    }

    @Override
    @Nullable Object run(Frame frame) {
      do {
        frame.runtime.step();
        Object outcome = runAll(body, frame);
        if (outcome != null) {
          return outcome == BREAK ? null : outcome;
        }
      } while (!condition.isTrue(frame));
      return null;
    }
  }

  /** {@code for i = start, limit, step}. */
  static final class Numeric extends Statement {

    private final int slot;
    private final boolean isShared;
    private final Expression start;
    private final Expression limit;
    private final @Nullable Expression step;
    private final Statement[] body;

    Numeric(int line, Variable variable, Expression[] bounds, Statement[] body) {
      super(line);
      this.slot = variable.slot;
      this.isShared = variable.isCaptured;
      this.start = bounds[0];
      this.limit = bounds[1];
      this.step = bounds.length > 2 ? bounds[2] : null;
      this.body = body;
    }

    @Override
    @Nullable Object run(Frame frame) {
      Object first = start.value(frame);
      Object last = limit.value(frame);
      Object width = step == null ? Double.valueOf(1) : step.value(frame);
      frame.at = this;
      double index = bound(frame, first, "initial value");
      double end = bound(frame, last, "limit");
      double increment = bound(frame, width, "step");
      for (; increment > 0 ? index <= end : end <= index; index += increment) {
        frame.runtime.step();
        Double visible = index;
        frame.slots[slot] = isShared ? new Cell(visible) : visible;
        Object outcome = runAll(body, frame);
        if (outcome != null) {
          return outcome == BREAK ? null : outcome;
        }
      }
      return null;
    }

    private static double bound(Frame frame, @Nullable Object value, String what) {
      Double number = Arithmetic.toNumber(value);
      if (number == null) {
        throw frame.runtime.error("'for' " + what + " must be a number");
      }
      return number;
    }
  }

  /** {@code for a, b in iterator, state, control}. */
  static final class Generic extends Statement {

    private static final CalleeName CALLEE = new CalleeName("(for generator)", false);

    private final Variable[] variables;
    private final Expression[] values;
    private final boolean isOpen;
    private final Statement[] body;

    Generic(int line, Variable[] variables, Expression[] values, boolean isOpen, Statement[] body) {
      super(line);
      this.variables = variables;
      this.values = values;
      this.isOpen = isOpen;
      this.body = body;
    }

    @Override
    CalleeName callee() {
      return CALLEE;
    }

    @Override
    @Nullable Object run(Frame frame) {
      Object[] given = ExpressionList.values(values, isOpen, frame, 0);
      Object iterator = Results.at(given, 0);
      Object state = Results.at(given, 1);
      Object control = Results.at(given, 2);
      while (true) {
        frame.runtime.step();
        frame.at = this;
        Object results = next(frame.runtime, iterator, state, control);
        control = Results.first(results);
        if (control == null) {
          return null;
        }
        assign(frame, results);
        Object outcome = runAll(body, frame);
        if (outcome != null) {
          return outcome == BREAK ? null : outcome;
        }
      }
    }

    /** In C Lua this call is made in C: a coroutine cannot yield across it. */
    private static @Nullable Object next(
        LuaRuntime runtime,
        @Nullable Object iterator,
        @Nullable Object state,
        @Nullable Object control) {
      runtime.enterHandler();
      try {
        return iterator instanceof LuaFunction function
            ? function.call(state, control)
            : Metamethods.call(runtime, iterator, new Object[] {state, control}, null);
      } finally {
        runtime.leaveHandler();
      }
    }

    private void assign(Frame frame, @Nullable Object results) {
      for (int i = 0; i < variables.length; i++) {
        Variable variable = variables[i];
        Object value = Results.at(results, i);
        frame.slots[variable.slot] = variable.isCaptured ? new Cell(value) : value;
      }
    }
  }
}
