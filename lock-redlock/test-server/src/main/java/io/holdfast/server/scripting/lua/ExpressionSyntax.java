package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as the parser saw it. When its function has ended and it is known which variables
 * are shared, it is linked: made into the node that does it fastest.
 */
sealed interface ExpressionSyntax {

  Expression link(Linking linking);

  default boolean hasManyValues() {
    return false;
  }

  /** The number, if it is one that stands in the source or was folded. */
  default @Nullable Double foldable() {
    return null;
  }

  record Literal(int line, @Nullable Object value) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      if (value instanceof Bytes text) {
        return new Constant(line, linking.string(text));
      }
      return new Constant(line, value instanceof Double number ? linking.number(number) : value);
    }

    @Override
    public @Nullable Double foldable() {
      return value instanceof Double number ? number : null;
    }
  }

  record Varargs(int line) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      return new VariableReads.Varargs(line);
    }

    @Override
    public boolean hasManyValues() {
      return true;
    }
  }

  /** An expression in parentheses. */
  record Single(int line, ExpressionSyntax operand) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      Expression linked = operand.link(linking);
      return operand.hasManyValues() ? new LogicNodes.Single(line, linked) : linked;
    }

    @Override
    public @Nullable Double foldable() {
      return operand.foldable();
    }
  }

  record Function(int line, FunctionSyntax function) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      return new FunctionNode(
          line, function.link(linking.inner()), function.scope().capturedSources());
    }
  }

  record Call(int line, ExpressionSyntax function, List<ExpressionSyntax> arguments)
      implements ExpressionSyntax {

    @Override
    public CallNode link(Linking linking) {
      return CallNode.of(
          line, function.link(linking), linking.list(arguments), Linking.isOpen(arguments));
    }

    @Override
    public boolean hasManyValues() {
      return true;
    }
  }

  record MethodCall(int line, ExpressionSyntax object, Bytes name, List<ExpressionSyntax> arguments)
      implements ExpressionSyntax {

    @Override
    public CallNode link(Linking linking) {
      return new MethodCallNode(
          line,
          object.link(linking),
          linking.string(name),
          linking.list(arguments),
          Linking.isOpen(arguments));
    }

    @Override
    public boolean hasManyValues() {
      return true;
    }
  }

  /** A table constructor; a key of null marks a positional item. */
  record Table(int line, List<@Nullable ExpressionSyntax> keys, List<ExpressionSyntax> values)
      implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      Expression[] linkedKeys = new Expression[keys.size()];
      for (int i = 0; i < linkedKeys.length; i++) {
        ExpressionSyntax key = keys.get(i);
        if (key != null) {
          linkedKeys[i] = key.link(linking);
        }
      }
      boolean endsPositional = !keys.isEmpty() && keys.get(keys.size() - 1) == null;
      boolean isOpen = endsPositional && Linking.isOpen(values);
      return new TableNode(line, linkedKeys, linking.list(values), isOpen);
    }
  }

  record Not(int line, ExpressionSyntax operand) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      return new LogicNodes.Not(line, operand.link(linking));
    }
  }

  record Length(int line, ExpressionSyntax operand) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      return new LengthNode(line, operand.link(linking));
    }
  }

  record Negation(int line, ExpressionSyntax operand) implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      Double number = foldable();
      return number == null
          ? ArithmeticNode.negate(line, operand.link(linking))
          : new Constant(line, linking.number(number));
    }

    @Override
    public @Nullable Double foldable() {
      Double number = operand.foldable();
      return number == null ? null : Double.valueOf(-number);
    }
  }

  record Binary(int line, Operator operator, ExpressionSyntax left, ExpressionSyntax right)
      implements ExpressionSyntax {

    @Override
    public Expression link(Linking linking) {
      Double number = foldable();
      if (number != null) {
        return new Constant(line, linking.number(number));
      }
      return operator == Operator.CONCAT
          ? new ConcatNode(line, concatenated(linking))
          : operator.node(line, left.link(linking), right.link(linking));
    }

    /** Operators of the same kind to the right join in one node: it joins all texts at once. */
    private Expression[] concatenated(Linking linking) {
      List<Expression> operands = new ArrayList<>();
      ExpressionSyntax rest = this;
      while (rest instanceof Binary binary && binary.operator == Operator.CONCAT) {
        operands.add(binary.left.link(linking));
        rest = binary.right;
      }
      operands.add(rest.link(linking));
      return operands.toArray(Expression[]::new);
    }

    @Override
    public @Nullable Double foldable() {
      Event arithmetic = operator.arithmetic;
      Double first = left.foldable();
      Double second = right.foldable();
      if (arithmetic == null || first == null || second == null) {
        return null;
      }
      boolean dividesByZero =
          second == 0 && (arithmetic == Event.DIVIDE || arithmetic == Event.MODULO);
      Double result = dividesByZero ? null : Arithmetic.compute(arithmetic, first, second);
      return result == null || result.isNaN() ? null : result;
    }
  }

  /** What may stand left of an assignment. */
  sealed interface Assignable extends ExpressionSyntax {

    Target linkTarget(int at, Linking linking);

    /** An assignment of one value to this alone. */
    default Statement linkAssignment(int at, Linking linking, ExpressionSyntax value) {
      Target target = linkTarget(at, linking);
      return new Assignments.One(at, target, value.link(linking));
    }
  }

  record Local(int line, Variable variable) implements Assignable {

    @Override
    public Expression link(Linking linking) {
      return variable.isCaptured
          ? new VariableReads.Shared(line, variable.slot, variable.name)
          : new VariableReads.Local(line, variable.slot, variable.name);
    }

    @Override
    public Target linkTarget(int at, Linking linking) {
      return variable.isCaptured
          ? new Target.Shared(at, variable.slot)
          : new Target.Local(at, variable.slot);
    }

    @Override
    public Statement linkAssignment(int at, Linking linking, ExpressionSyntax value) {
      return variable.isCaptured
          ? Assignable.super.linkAssignment(at, linking, value)
          : new Assignments.ToLocal(at, variable.slot, value.link(linking));
    }
  }

  record Captured(int line, int index, Bytes name) implements Assignable {

    @Override
    public Expression link(Linking linking) {
      return new VariableReads.Captured(line, index, name);
    }

    @Override
    public Target linkTarget(int at, Linking linking) {
      return new Target.Captured(at, index);
    }
  }

  record Global(int line, Bytes name) implements Assignable {

    @Override
    public Expression link(Linking linking) {
      return new VariableReads.Global(line, linking.environment(), linking.string(name));
    }

    @Override
    public Target linkTarget(int at, Linking linking) {
      return new Target.Global(at, linking.environment(), linking.string(name));
    }
  }

  record Index(int line, ExpressionSyntax object, ExpressionSyntax key) implements Assignable {

    @Override
    public Expression link(Linking linking) {
      Expression linkedObject = object.link(linking);
      Expression linkedKey = key.link(linking);
      if (linkedKey instanceof Constant constant) {
        if (constant.value instanceof Bytes name) {
          return new IndexNode.Field(line, linkedObject, name);
        }
        if (constant.value instanceof Double number && number == number.intValue()) {
          return new IndexNode.Element(line, linkedObject, number);
        }
      }
      return new IndexNode(line, linkedObject, linkedKey);
    }

    @Override
    public Target.Index linkTarget(int at, Linking linking) {
      return new Target.Index(at, object.link(linking), key.link(linking));
    }

    @Override
    public Statement linkAssignment(int at, Linking linking, ExpressionSyntax value) {
      return new Assignments.ToIndex(linkTarget(at, linking), value.link(linking));
    }
  }
}
