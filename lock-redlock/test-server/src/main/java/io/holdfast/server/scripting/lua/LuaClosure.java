package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A function written in Lua, with the variables that it captured. */
final class LuaClosure extends LuaFunction {

  private static final Bytes COUNT = Bytes.of("n");

  final LuaRuntime runtime;
  final Prototype prototype;
  final Cell[] captured;
  private final int parameters;
  private final int frameSize;
  private final boolean isPlain;

  LuaClosure(LuaRuntime runtime, Prototype prototype, Cell[] captured) {
    this.runtime = runtime;
    this.prototype = prototype;
    this.captured = captured;
    Prototype.Shape shape = prototype.shape;
    this.parameters = shape.parameters();
    this.frameSize = shape.frameSize();
    this.isPlain = !shape.hasVarargs() && prototype.sharedParameters.length == 0;
  }

  @Override
  public @Nullable Object call() {
    return run(frame());
  }

  @Override
  public @Nullable Object call(@Nullable Object first) {
    return run(frame(first));
  }

  @Override
  public @Nullable Object call(@Nullable Object first, @Nullable Object second) {
    return run(frame(first, second));
  }

  @Override
  public @Nullable Object call(
      @Nullable Object first, @Nullable Object second, @Nullable Object third) {
    return run(frame(first, second, third));
  }

  @Override
  public @Nullable Object callAll(@Nullable Object[] arguments) {
    return run(frameOf(arguments));
  }

  Frame frame() {
    return isPlain ? newFrame(Results.NONE) : frameOf(Results.NONE);
  }

  Frame frame(@Nullable Object first) {
    if (!isPlain) {
      return frameOf(new Object[] {first});
    }
    Frame frame = newFrame(Results.NONE);
    if (parameters > 0) {
      frame.slots[0] = first;
    }
    return frame;
  }

  Frame frame(@Nullable Object first, @Nullable Object second) {
    if (!isPlain) {
      return frameOf(new Object[] {first, second});
    }
    Frame frame = frame(first);
    if (parameters > 1) {
      frame.slots[1] = second;
    }
    return frame;
  }

  Frame frame(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
    if (!isPlain) {
      return frameOf(new Object[] {first, second, third});
    }
    Frame frame = frame(first, second);
    if (parameters > 2) {
      frame.slots[2] = third;
    }
    return frame;
  }

  Frame frameOf(@Nullable Object[] arguments) {
    Prototype.Shape shape = prototype.shape;
    boolean keepsRest = shape.hasVarargs() && arguments.length > parameters;
    Frame frame =
        newFrame(
            keepsRest ? Arrays.copyOfRange(arguments, parameters, arguments.length) : Results.NONE);
    System.arraycopy(arguments, 0, frame.slots, 0, Math.min(parameters, arguments.length));
    if (shape.argSlot() >= 0) {
      LuaTable rest = LuaTable.of(frame.varargs);
      rest.set(COUNT, Double.valueOf(frame.varargs.length));
      frame.slots[shape.argSlot()] = rest;
    }
    for (int slot : prototype.sharedParameters) {
      frame.slots[slot] = new Cell(frame.slots[slot]);
    }
    return frame;
  }

  private Frame newFrame(Object[] varargs) {
    return new Frame(runtime, this, frameSize, varargs);
  }

  private @Nullable Object run(Frame first) {
    if (runtime.needsDeeperStack(prototype.shape.weight())) {
      return runtime.runDeeper(() -> run(first));
    }
    Frame caller = runtime.top;
    int room = runtime.room;
    Frame frame = first;
    frame.caller = caller;
    runtime.enter(prototype.shape.weight());
    runtime.top = frame;
    try {
      Object outcome = Statement.runAll(prototype.body, frame);
      while (outcome instanceof Frame next) {
        next.caller = caller;
        next.tailCalls = frame.tailCalls + 1;
        frame = next;
        runtime.top = next;
        outcome = runTail(next, room);
      }
      return outcome == null ? Results.NONE : outcome;
    } catch (LuaError e) {
      e.passes(prototypeOf(frame).chunkName, frame.line());
      throw e;
    } catch (StackOverflowError e) {
      if (caller != null) {
        throw e;
      }
      throw new LuaError("stack overflow");
    } finally {
      runtime.leave(room);
      runtime.top = caller;
    }
  }

  private @Nullable Object runTail(Frame frame, int room) {
    Prototype next = prototypeOf(frame);
    runtime.step();
    runtime.room = room - next.shape.weight();
    return Statement.runAll(next.body, frame);
  }

  private Prototype prototypeOf(Frame frame) {
    return frame.closure == null ? prototype : frame.closure.prototype;
  }
}
