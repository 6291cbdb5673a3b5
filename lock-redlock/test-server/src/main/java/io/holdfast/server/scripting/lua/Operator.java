package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** The binary operators: how strongly each binds to its left and to its right, and its node. */
enum Operator {
  ADD(6, 6, Event.ADD),
  SUBTRACT(6, 6, Event.SUBTRACT),
  MULTIPLY(7, 7, Event.MULTIPLY),
  DIVIDE(7, 7, Event.DIVIDE),
  MODULO(7, 7, Event.MODULO),
  POWER(10, 9, Event.POWER),
  CONCAT(5, 4, null),
  EQUAL(3, 3, null),
  NOT_EQUAL(3, 3, null),
  LESS(3, 3, null),
  AT_MOST(3, 3, null),
  GREATER(3, 3, null),
  AT_LEAST(3, 3, null),
  AND(2, 2, null),
  OR(1, 1, null);

  /** How strongly a unary operator binds. */
  static final int UNARY_PRIORITY = 8;

  final int left;
  final int right;
  final @Nullable Event arithmetic;

  Operator(int left, int right, @Nullable Event arithmetic) {
    this.left = left;
    this.right = right;
    this.arithmetic = arithmetic;
  }

  /** The operator that the current token is, if it is one. */
  static @Nullable Operator at(Lexer lexer) {
    return switch (lexer.token) {
      case CONCAT -> CONCAT;
      case EQUAL -> EQUAL;
      case NOT_EQUAL -> NOT_EQUAL;
      case AT_MOST -> AT_MOST;
      case AT_LEAST -> AT_LEAST;
      case AND -> AND;
      case OR -> OR;
      case CHARACTER -> of(lexer.character);
      default -> null;
    };
  }

  private static @Nullable Operator of(char character) {
    return switch (character) {
      case '+' -> ADD;
      case '-' -> SUBTRACT;
      case '*' -> MULTIPLY;
      case '/' -> DIVIDE;
      case '%' -> MODULO;
      case '^' -> POWER;
      case '<' -> LESS;
      case '>' -> GREATER;
      default -> null;
    };
  }

  Expression node(int line, Expression first, Expression second) {
    if (arithmetic != null) {
      return ArithmeticNode.of(line, arithmetic, first, second);
    }
    return switch (this) {
      case EQUAL -> new ComparisonNode.Equality(line, first, second, true);
      case NOT_EQUAL -> new ComparisonNode.Equality(line, first, second, false);
      case LESS -> new ComparisonNode.Less(line, first, second);
      case AT_MOST -> new ComparisonNode.AtMost(line, first, second);
      case GREATER -> new ComparisonNode.Greater(line, first, second);
      case AT_LEAST -> new ComparisonNode.AtLeast(line, first, second);
      case AND -> new LogicNodes.And(line, first, second);
      case OR -> new LogicNodes.Or(line, first, second);
      default -> throw new IllegalStateException(this + " has a node of its own");
    };
  }
}
