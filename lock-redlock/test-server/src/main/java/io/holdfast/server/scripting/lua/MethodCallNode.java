package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code object:name(arguments)}. */
final class MethodCallNode extends CallNode {

  private final Bytes name;
  private final int hash;
  private final Expression[] arguments;
  private final boolean isOpen;

  MethodCallNode(int line, Expression object, Bytes name, Expression[] arguments, boolean isOpen) {
    super(line, object);
    this.name = name;
    this.hash = StringHash.of(name);
    this.arguments = arguments;
    this.isOpen = isOpen;
  }

  @Override
  @Nullable Object values(Frame frame) {
    Object self = function.value(frame);
    Object callee = method(frame, self);
    if (callee instanceof LuaFunction f && !isOpen && arguments.length <= 2) {
      return callShort(frame, f, self);
    }
    Object[] values = valuesBehind(self, frame);
    frame.at = this;
    return callee instanceof LuaFunction f
        ? f.callAll(values)
        : callHandler(frame, callee).callAll(Results.prepend(callee, values));
  }

  private @Nullable Object callShort(Frame frame, LuaFunction callee, @Nullable Object self) {
    Object first = arguments.length > 0 ? arguments[0].value(frame) : null;
    Object second = arguments.length > 1 ? arguments[1].value(frame) : null;
    frame.at = this;
    return switch (arguments.length) {
      case 0 -> callee.call(self);
      case 1 -> callee.call(self, first);
      default -> callee.call(self, first, second);
    };
  }

  @Override
  @Nullable Object tailCall(Frame frame) {
    Object self = function.value(frame);
    Object callee = method(frame, self);
    Object[] values = valuesBehind(self, frame);
    frame.at = this;
    if (callee instanceof LuaClosure closure) {
      return closure.frameOf(values);
    }
    return callee instanceof LuaFunction f
        ? f.callAll(values)
        : callHandler(frame, callee).callAll(Results.prepend(callee, values));
  }

  private Object[] valuesBehind(@Nullable Object self, Frame frame) {
    Object[] values = ExpressionList.values(arguments, isOpen, frame, 1);
    values[0] = self;
    return values;
  }

  private @Nullable Object method(Frame frame, @Nullable Object self) {
    if (self instanceof LuaTable table) {
      Object found = table.get(name, hash);
      if (found != null || table.metatable() == null) {
        return found;
      }
    }
    frame.at = this;
    return Metamethods.index(frame.runtime, self, name, function);
  }

  private LuaFunction callHandler(Frame frame, @Nullable Object callee) {
    return Metamethods.callHandler(
        frame.runtime, callee, new Described("method", Values.latin(name)));
  }

  @Override
  CalleeName callee() {
    return new CalleeName(Values.latin(name), true);
  }
}
