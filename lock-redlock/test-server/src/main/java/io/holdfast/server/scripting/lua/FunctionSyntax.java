package io.holdfast.server.scripting.lua;

import java.util.List;

/** A function as the parser saw it: its parameters (the table "arg" the last, if it makes one). */
record FunctionSyntax(FunctionScope scope, List<Variable> parameters, List<StatementSyntax> body) {

  Prototype link(Linking linking) {
    int[] shared = parameters.stream().filter(v -> v.isCaptured).mapToInt(v -> v.slot).toArray();
    boolean hasArg = scope.declaresArg;
    int count = hasArg ? parameters.size() - 1 : parameters.size();
    Prototype.Shape shape =
        new Prototype.Shape(
            count,
            scope.hasVarargs,
            hasArg && !scope.usesVarargs ? count : -1,
            scope.frameSize(),
            scope.weight());
    return new Prototype(linking.chunkName(), shape, shared, linking.block(body));
  }
}
