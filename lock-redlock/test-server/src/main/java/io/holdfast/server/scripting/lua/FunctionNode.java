package io.holdfast.server.scripting.lua;

/** {@code function ... end}: makes a closure with the variables that it captures. */
final class FunctionNode extends Expression {

  private final Prototype prototype;

  /** Where each captured variable is found: a slot of this frame, or, as -1-i, its captured i. */
  private final int[] sources;

  FunctionNode(int line, Prototype prototype, int[] sources) {
    super(line);
    this.prototype = prototype;
    this.sources = sources;
  }

  @Override
  Object value(Frame frame) {
    Cell[] captured = new Cell[sources.length];
    for (int i = 0; i < captured.length; i++) {
      int source = sources[i];
      captured[i] = source >= 0 ? (Cell) frame.slots[source] : frame.captured[-1 - source];
    }
    return new LuaClosure(frame.runtime, prototype, captured);
  }
}
