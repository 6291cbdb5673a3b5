package io.holdfast.server.scripting.lua;

import io.holdfast.server.scripting.lua.ExpressionSyntax.Assignable;
import java.util.List;

/** A statement as the parser saw it; linked as {@link ExpressionSyntax} is. */
sealed interface StatementSyntax {

  Statement link(Linking linking);

  record Call(ExpressionSyntax call) implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new ControlNodes.Call((CallNode) call.link(linking));
    }
  }

  record Block(int line, List<StatementSyntax> body) implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new ControlNodes.Block(line, linking.block(body));
    }
  }

  record Break(int line) implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new ControlNodes.Break(line);
    }
  }

  record Return(int line, List<ExpressionSyntax> values) implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      Expression[] linked = linking.list(values);
      if (linked.length == 1) {
        if (linked[0] instanceof CallNode call) {
          return new ControlNodes.ReturnCall(call);
        }
        if (!Linking.isOpen(values)) {
          return new ControlNodes.ReturnOne(line, linked[0]);
        }
      }
      return new ControlNodes.ReturnList(line, linked, Linking.isOpen(values));
    }
  }

  record Local(int line, List<Variable> variables, List<ExpressionSyntax> values)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      if (variables.size() == 1 && values.size() <= 1) {
        Variable variable = variables.get(0);
        Expression value =
            values.isEmpty() ? new Constant(line, null) : values.get(0).link(linking);
        return variable.isCaptured
            ? new Assignments.NewShared(line, variable.slot, value)
            : new Assignments.ToLocal(line, variable.slot, value);
      }
      int[] slots = new int[variables.size()];
      boolean[] isShared = new boolean[slots.length];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = variables.get(i).slot;
        isShared[i] = variables.get(i).isCaptured;
      }
      return new Assignments.Locals(
          line, slots, isShared, linking.list(values), Linking.isOpen(values));
    }
  }

  record LocalFunction(int line, Variable variable, ExpressionSyntax function)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      Expression value = function.link(linking);
      return variable.isCaptured
          ? new Assignments.LocalFunction(line, variable.slot, value)
          : new Assignments.ToLocal(line, variable.slot, value);
    }
  }

  record Assignment(int line, List<Assignable> targets, List<ExpressionSyntax> values)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      if (targets.size() == 1 && values.size() == 1) {
        return targets.get(0).linkAssignment(line, linking, values.get(0));
      }
      Target[] linked =
          targets.stream().map(target -> target.linkTarget(line, linking)).toArray(Target[]::new);
      return new Assignments.Several(line, linked, linking.list(values), Linking.isOpen(values));
    }
  }

  record While(int line, ExpressionSyntax condition, List<StatementSyntax> body)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new Loops.While(line, condition.link(linking), linking.block(body));
    }
  }

  record Repeat(int line, List<StatementSyntax> body, ExpressionSyntax condition)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new Loops.Repeat(line, linking.block(body), condition.link(linking));
    }
  }

  record If(int line, List<ExpressionSyntax> conditions, List<List<StatementSyntax>> blocks)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      Statement[][] linked = blocks.stream().map(linking::block).toArray(Statement[][]::new);
      return new ControlNodes.If(line, linking.list(conditions), linked);
    }
  }

  record NumericFor(
      int line, Variable variable, List<ExpressionSyntax> bounds, List<StatementSyntax> body)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new Loops.Numeric(line, variable, linking.list(bounds), linking.block(body));
    }
  }

  record GenericFor(
      int line, List<Variable> variables, List<ExpressionSyntax> values, List<StatementSyntax> body)
      implements StatementSyntax {

    @Override
    public Statement link(Linking linking) {
      return new Loops.Generic(
          line,
          variables.toArray(Variable[]::new),
          linking.list(values),
          Linking.isOpen(values),
          linking.block(body));
    }
  }
}
