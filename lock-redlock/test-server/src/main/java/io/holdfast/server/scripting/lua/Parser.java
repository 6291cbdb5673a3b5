package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.scripting.lua.ExpressionSyntax.Assignable;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements of a chunk; {@link ExpressionParser} reads the expressions in them. */
final class Parser {

  private static final Bytes SELF = Bytes.of("self");
  private static final Bytes ARG = Bytes.of("arg");
  private static final Bytes HIDDEN = Bytes.of("(for state)");

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private FunctionScope scope = new FunctionScope(null, 0);

  /** A parser that is already so many levels deep in C. */
  Parser(Bytes source, String chunkName, int level) {
    lexer = new Lexer(source, chunkName);
    expressions = new ExpressionParser(lexer, this, level);
  }

  /** The chunk as a function. */
  FunctionSyntax parse() {
    scope.hasVarargs = true;
    lexer.next();
    List<StatementSyntax> body = chunk();
    expressions.check(Token.END_OF_SOURCE);
    return new FunctionSyntax(scope, List.of(), body);
  }

  FunctionScope scope() {
    return scope;
  }

  private List<StatementSyntax> chunk() {
    expressions.enterLevel();
    List<StatementSyntax> statements = new ArrayList<>();
    boolean isLast = false;
    while (!isLast && !blockEnds()) {
      isLast = lexer.token == Token.RETURN || lexer.token == Token.BREAK;
      statements.add(statement());
      expressions.skip(';');
    }
    expressions.leaveLevel();
    return statements;
  }

  private boolean blockEnds() {
    return switch (lexer.token) {
      case ELSE, ELSEIF, END, UNTIL, END_OF_SOURCE -> true;
      default -> false;
    };
  }

  private List<StatementSyntax> block() {
    int visible = scope.visibleCount();
    List<StatementSyntax> body = chunk();
    scope.shrinkTo(visible);
    return body;
  }

  private List<StatementSyntax> loopBody() {
    scope.loops++;
    List<StatementSyntax> body = block();
    scope.loops--;
    return body;
  }

  private StatementSyntax statement() {
    int line = lexer.line;
    return switch (lexer.token) {
      case IF -> ifStatement(line);
      case WHILE -> whileStatement(line);
      case DO -> doStatement(line);
      case FOR -> forStatement(line);
      case REPEAT -> repeatStatement(line);
      case FUNCTION -> functionStatement(line);
      case LOCAL -> localStatement();
      case RETURN -> returnStatement(line);
      case BREAK -> breakStatement(line);
      default -> callOrAssignment();
    };
  }

  private StatementSyntax ifStatement(int line) {
    List<ExpressionSyntax> conditions = new ArrayList<>();
    List<List<StatementSyntax>> blocks = new ArrayList<>();
    do {
      lexer.next();
      conditions.add(expressions.expression());
      expressions.expect(Token.THEN);
      blocks.add(block());
    } while (lexer.token == Token.ELSEIF);
    if (expressions.skip(Token.ELSE)) {
      blocks.add(block());
    }
    expressions.expectEnd(Token.END, Token.IF, line);
    return new StatementSyntax.If(line, conditions, blocks);
  }

  private StatementSyntax whileStatement(int line) {
    lexer.next();
    ExpressionSyntax condition = expressions.expression();
    expressions.expect(Token.DO);
    List<StatementSyntax> body = loopBody();
    expressions.expectEnd(Token.END, Token.WHILE, line);
    return new StatementSyntax.While(line, condition, body);
  }

  private StatementSyntax doStatement(int line) {
    lexer.next();
    List<StatementSyntax> body = block();
    expressions.expectEnd(Token.END, Token.DO, line);
    return new StatementSyntax.Block(line, body);
  }

  private StatementSyntax repeatStatement(int line) {
    lexer.next();
    scope.loops++;
    int visible = scope.visibleCount();
    List<StatementSyntax> body = chunk();
    expressions.expectEnd(Token.UNTIL, Token.REPEAT, line);
    ExpressionSyntax condition = expressions.expression(); // It sees the variables of the body.
    scope.shrinkTo(visible);
    scope.loops--;
    return new StatementSyntax.Repeat(line, body, condition);
  }

  private StatementSyntax forStatement(int line) {
    lexer.next();
    Bytes name = expressions.name();
    int visible = scope.visibleCount();
    StatementSyntax loop;
    if (lexer.is('=')) {
      loop = numericFor(name);
    } else if (lexer.is(',') || lexer.token == Token.IN) {
      loop = genericFor(name);
    } else {
      throw lexer.error("'=' or 'in' expected");
    }
    expressions.expectEnd(Token.END, Token.FOR, line);
    scope.shrinkTo(visible);
    return loop;
  }

  private StatementSyntax numericFor(Bytes name) {
    lexer.next();
    List<ExpressionSyntax> bounds = new ArrayList<>();
    bounds.add(expressions.expression());
    expressions.expect(',');
    bounds.add(expressions.expression());
    if (expressions.skip(',')) {
      bounds.add(expressions.expression());
    }
    expressions.expect(Token.DO);
    int line = lexer.lastLine;
    hideLoopState();
    Variable variable = scope.make(name, 0, lexer);
    scope.show(variable);
    return new StatementSyntax.NumericFor(line, variable, bounds, loopBody());
  }

  /** C Lua keeps the state of a loop in three variables without a name that scripts could use. */
  private void hideLoopState() {
    for (int i = 0; i < 3; i++) {
      scope.show(scope.make(HIDDEN, 0, lexer));
    }
  }

  private StatementSyntax genericFor(Bytes first) {
    hideLoopState();
    List<Variable> variables = new ArrayList<>();
    variables.add(scope.make(first, 0, lexer));
    while (expressions.skip(',')) {
      variables.add(scope.make(expressions.name(), variables.size(), lexer));
    }
    expressions.expect(Token.IN);
    int line = lexer.line;
    List<ExpressionSyntax> values = expressions.list();
    expressions.expect(Token.DO);
    variables.forEach(scope::show);
    return new StatementSyntax.GenericFor(line, variables, values, loopBody());
  }

  private StatementSyntax functionStatement(int line) {
    lexer.next();
    Assignable target = expressions.variable();
    while (lexer.is('.')) {
      target = expressions.field(target);
    }
    boolean isMethod = lexer.is(':');
    if (isMethod) {
      target = expressions.field(target);
    }
    ExpressionSyntax function = function(isMethod, line);
    return new StatementSyntax.Assignment(line, List.of(target), List.of(function));
  }

  private StatementSyntax localStatement() {
    lexer.next();
    int line = lexer.line;
    if (expressions.skip(Token.FUNCTION)) {
      Variable variable = scope.make(expressions.name(), 0, lexer);
      scope.show(variable);
      return new StatementSyntax.LocalFunction(line, variable, function(false, lexer.line));
    }
    List<Variable> variables = new ArrayList<>();
    do {
      variables.add(scope.make(expressions.name(), variables.size(), lexer));
    } while (expressions.skip(','));
    List<ExpressionSyntax> values = expressions.skip('=') ? expressions.list() : List.of();
    variables.forEach(scope::show);
    return new StatementSyntax.Local(line, variables, values);
  }

  private StatementSyntax returnStatement(int line) {
    lexer.next();
    boolean isEmpty = blockEnds() || lexer.is(';');
    return new StatementSyntax.Return(line, isEmpty ? List.of() : expressions.list());
  }

  private StatementSyntax breakStatement(int line) {
    lexer.next();
    if (scope.loops == 0) {
      throw lexer.error("no loop to break");
    }
    return new StatementSyntax.Break(line);
  }

  private StatementSyntax callOrAssignment() {
    ExpressionSyntax first = expressions.primary();
    if (first instanceof ExpressionSyntax.Call || first instanceof ExpressionSyntax.MethodCall) {
      return new StatementSyntax.Call(first);
    }
    List<Assignable> targets = new ArrayList<>();
    targets.add(assignable(first));
    while (expressions.skip(',')) {
      Assignable next = assignable(expressions.primary());
      if (targets.size() > expressions.levelsLeft()) {
        throw scope.limitExceeded(lexer, expressions.levelsLeft(), "variables in assignment");
      }
      targets.add(next);
    }
    expressions.expect('=');
    List<ExpressionSyntax> values = expressions.list();
    return new StatementSyntax.Assignment(lexer.lastLine, targets, values);
  }

  private Assignable assignable(ExpressionSyntax expression) {
    if (expression instanceof Assignable target) {
      return target;
    }
    throw lexer.error("syntax error");
  }

  /** Parameters and body; the word "function" and perhaps a name are already read. */
  ExpressionSyntax function(boolean isMethod, int line) {
    FunctionScope outer = scope;
    scope = new FunctionScope(outer, line);
    List<Variable> parameters = new ArrayList<>();
    expressions.expect('(');
    if (isMethod) {
      addParameter(parameters, SELF);
    }
    if (!lexer.is(')')) {
      readParameters(parameters);
    }
    expressions.expect(')');
    List<StatementSyntax> body = chunk();
    expressions.expectEnd(Token.END, Token.FUNCTION, line);
    FunctionSyntax function = new FunctionSyntax(scope, parameters, body);
    scope = outer;
    return new ExpressionSyntax.Function(line, function);
  }

  private void readParameters(List<Variable> parameters) {
    do {
      if (lexer.token == Token.NAME) {
        addParameter(parameters, expressions.name());
      } else if (expressions.skip(Token.DOTS)) {
        scope.hasVarargs = true;
        scope.declaresArg = true;
        addParameter(parameters, ARG);
      } else {
        throw lexer.error("<name> or '...' expected");
      }
    } while (!scope.hasVarargs && expressions.skip(','));
  }

  private void addParameter(List<Variable> parameters, Bytes name) {
    Variable variable = scope.make(name, 0, lexer);
    scope.show(variable);
    parameters.add(variable);
  }
}
