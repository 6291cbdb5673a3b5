package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of a function being parsed: those in sight, and those it captures from outside. */
final class FunctionScope {

  private static final int MOST_LOCALS = 200;
  private static final int MOST_CAPTURED = 60;

  final @Nullable FunctionScope outer;
  final int lineDefined;
  boolean hasVarargs;

  /** Whether it has the old local table "arg", which only stays nil where "..." is used. */
  boolean declaresArg;

  boolean usesVarargs;
  int loops;
  private final List<Variable> visible = new ArrayList<>();
  private final List<Bytes> capturedNames = new ArrayList<>();
  private final List<Integer> capturedSources = new ArrayList<>();
  private int frameSize;
  private int nesting;
  private int weight = 1;

  FunctionScope(@Nullable FunctionScope outer, int lineDefined) {
    this.outer = outer;
    this.lineDefined = lineDefined;
  }

  int visibleCount() {
    return visible.size();
  }

  /** Forgets the variables that a block declared. */
  void shrinkTo(int count) {
    visible.subList(count, visible.size()).clear();
  }

  /** A variable for the slot behind all visible and those already made but not yet visible. */
  Variable make(Bytes name, int behind, Lexer lexer) {
    int slot = visible.size() + behind;
    if (slot >= MOST_LOCALS) {
      throw limitExceeded(lexer, MOST_LOCALS, "local variables");
    }
    frameSize = Math.max(frameSize, slot + 1);
    return new Variable(name, slot);
  }

  void show(Variable variable) {
    visible.add(variable);
  }

  @Nullable Variable find(Bytes name) {
    for (int i = visible.size() - 1; i >= 0; i--) {
      if (visible.get(i).name.equals(name)) {
        return visible.get(i);
      }
    }
    return null;
  }

  /** The index of a captured variable, -1 if no outer function has that name. */
  int capture(Bytes name, Lexer lexer) {
    int known = capturedNames.indexOf(name);
    if (known >= 0) {
      return known;
    }
    if (outer == null) {
      return -1;
    }
    Variable variable = outer.find(name);
    int source;
    if (variable != null) {
      variable.isCaptured = true;
      source = variable.slot;
    } else {
      int index = outer.capture(name, lexer);
      if (index < 0) {
        return -1;
      }
      source = -1 - index;
    }
    if (capturedNames.size() >= MOST_CAPTURED) {
      throw limitExceeded(lexer, MOST_CAPTURED, "upvalues");
    }
    capturedNames.add(name);
    capturedSources.add(source);
    return capturedNames.size() - 1;
  }

  int[] capturedSources() {
    return capturedSources.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What is being parsed nests one deeper, or comes back. */
  void nest(int by) {
    nesting += by;
    weight = Math.max(weight, nesting + 1);
  }

  int weight() {
    return weight;
  }

  int frameSize() {
    return frameSize;
  }

  LuaSyntaxError limitExceeded(Lexer lexer, int limit, String what) {
    return lexer.errorWithoutToken(
        lineDefined == 0
            ? "main function has more than " + limit + " " + what
            : "function at line " + lineDefined + " has more than " + limit + " " + what);
  }
}
