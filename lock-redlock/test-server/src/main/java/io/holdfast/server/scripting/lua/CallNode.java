package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** A call, in a form for each small number of arguments. */
abstract class CallNode extends Expression {

  final Expression function;

  CallNode(int line, Expression function) {
    super(line);
    this.function = function;
  }

  static CallNode of(int line, Expression function, Expression[] arguments, boolean isOpen) {
    if (isOpen || arguments.length > 3) {
      return new Many(line, function, arguments, isOpen);
    }
    return switch (arguments.length) {
      case 0 -> new None(line, function);
      case 1 -> new One(line, function, arguments[0]);
      case 2 -> new Two(line, function, arguments[0], arguments[1]);
      default -> new Three(line, function, arguments);
    };
  }

  @Override
  final @Nullable Object value(Frame frame) {
    return Results.first(values(frame));
  }

  /** As {@link #values}; of a Lua function only the frame, not yet run. */
  abstract @Nullable Object tailCall(Frame frame);

  @Override
  CalleeName callee() {
    Described described = function.described();
    return described == null ? CalleeName.UNKNOWN : new CalleeName(described.name(), false);
  }

  final LuaFunction handler(Frame frame, @Nullable Object value) {
    frame.at = this;
    return Metamethods.callHandler(frame.runtime, value, function.described());
  }

  /** What becomes of results behind {@code return}: nil alone needs its array. */
  static Object returned(@Nullable Object results) {
    return results == null ? new Object[1] : results;
  }

  private static final class None extends CallNode {

    None(int line, Expression function) {
      super(line, function);
    }

    @Override
    @Nullable Object values(Frame frame) {
      Object callee = function.value(frame);
      frame.at = this;
      return callee instanceof LuaFunction f ? f.call() : handler(frame, callee).call(callee);
    }

    @Override
    @Nullable Object tailCall(Frame frame) {
      Object callee = function.value(frame);
      frame.at = this;
      if (callee instanceof LuaClosure closure) {
        return closure.frame();
      }
      return callee instanceof LuaFunction f ? f.call() : handler(frame, callee).call(callee);
    }
  }

  private static final class One extends CallNode {

    private final Expression argument;

    One(int line, Expression function, Expression argument) {
      super(line, function);
      this.argument = argument;
    }

    @Override
    @Nullable Object values(Frame frame) {
      Object callee = function.value(frame);
      Object first = argument.value(frame);
      frame.at = this;
      return callee instanceof LuaFunction f
          ? f.call(first)
          : handler(frame, callee).call(callee, first);
    }

    @Override
    @Nullable Object tailCall(Frame frame) {
      Object callee = function.value(frame);
      Object first = argument.value(frame);
      frame.at = this;
      if (callee instanceof LuaClosure closure) {
        return closure.frame(first);
      }
      return callee instanceof LuaFunction f
          ? f.call(first)
          : handler(frame, callee).call(callee, first);
    }
  }

  private static final class Two extends CallNode {

    private final Expression argument1;
    private final Expression argument2;

    Two(int line, Expression function, Expression argument1, Expression argument2) {
      super(line, function);
      this.argument1 = argument1;
      this.argument2 = argument2;
    }

    @Override
    @Nullable Object values(Frame frame) {
      Object callee = function.value(frame);
      Object first = argument1.value(frame);
      Object second = argument2.value(frame);
      frame.at = this;
      return callee instanceof LuaFunction f
          ? f.call(first, second)
          : handler(frame, callee).call(callee, first, second);
    }

    @Override
    @Nullable Object tailCall(Frame frame) {
      Object callee = function.value(frame);
      Object first = argument1.value(frame);
      Object second = argument2.value(frame);
      frame.at = this;
      if (callee instanceof LuaClosure closure) {
        return closure.frame(first, second);
      }
      return callee instanceof LuaFunction f
          ? f.call(first, second)
          : handler(frame, callee).call(callee, first, second);
    }
  }

  private static final class Three extends CallNode {

    private final Expression[] arguments;

    Three(int line, Expression function, Expression[] arguments) {
      super(line, function);
      this.arguments = arguments;
    }

    @Override
    @Nullable Object values(Frame frame) {
      Object callee = function.value(frame);
      Object first = arguments[0].value(frame);
      Object second = arguments[1].value(frame);
      Object third = arguments[2].value(frame);
      frame.at = this;
      return callee instanceof LuaFunction f
          ? f.call(first, second, third)
          : handler(frame, callee).callAll(new Object[] {callee, first, second, third});
    }

    @Override
    @Nullable Object tailCall(Frame frame) {
      Object callee = function.value(frame);
      Object first = arguments[0].value(frame);
      Object second = arguments[1].value(frame);
      Object third = arguments[2].value(frame);
      frame.at = this;
      if (callee instanceof LuaClosure closure) {
        return closure.frame(first, second, third);
      }
      return callee instanceof LuaFunction f
          ? f.call(first, second, third)
          : handler(frame, callee).callAll(new Object[] {callee, first, second, third});
    }
  }

  private static final class Many extends CallNode {

    private final Expression[] arguments;
    private final boolean isOpen;

    Many(int line, Expression function, Expression[] arguments, boolean isOpen) {
      super(line, function);
      this.arguments = arguments;
      this.isOpen = isOpen;
    }

    @Override
    @Nullable Object values(Frame frame) {
      Object callee = function.value(frame);
      Object[] values = ExpressionList.values(arguments, isOpen, frame, 0);
      frame.at = this;
      return callee instanceof LuaFunction f
          ? f.callAll(values)
          : handler(frame, callee).callAll(Results.prepend(callee, values));
    }

    @Override
    @Nullable Object tailCall(Frame frame) {
      Object callee = function.value(frame);
      Object[] values = ExpressionList.values(arguments, isOpen, frame, 0);
      frame.at = this;
      if (callee instanceof LuaClosure closure) {
        return closure.frameOf(values);
      }
      return callee instanceof LuaFunction f
          ? f.callAll(values)
          : handler(frame, callee).callAll(Results.prepend(callee, values));
    }
  }
}
