package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.scripting.lua.ExpressionSyntax.Assignable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads expressions by the priorities of their operators. */
final class ExpressionParser {

  /** How deep blocks and expressions may nest, as C Lua has it. */
  private static final int MOST_LEVELS = 200;

  /** How long a chain such as a+b+c or a.b.c may be: each link is one Java call deeper. */
  private static final int MOST_LINKS = 1000;

  private final Lexer lexer;
  private final Parser parser;
  private int level;

  ExpressionParser(Lexer lexer, Parser parser, int level) {
    this.lexer = lexer;
    this.parser = parser;
    this.level = level;
  }

  void enterLevel() {
    if (++level > MOST_LEVELS) {
      throw lexer.errorWithoutToken("chunk has too many syntax levels");
    }
    parser.scope().nest(1);
  }

  void leaveLevel() {
    level--;
    parser.scope().nest(-1);
  }

  int levelsLeft() {
    return MOST_LEVELS - level;
  }

  List<ExpressionSyntax> list() {
    List<ExpressionSyntax> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (skip(','));
    return list;
  }

  ExpressionSyntax expression() {
    return expression(0);
  }

  /** Reads on as long as operators bind more strongly than the limit. */
  private ExpressionSyntax expression(int limit) {
    enterLevel();
    ExpressionSyntax left = operand();
    int links = 0;
    Operator operator = Operator.at(lexer);
    while (operator != null && operator.left > limit) {
      lexer.next();
      ExpressionSyntax right = expression(operator.right);
      left = new ExpressionSyntax.Binary(lexer.lastLine, operator, left, right);
      links = addLink(links);
      operator = Operator.at(lexer);
    }
    parser.scope().nest(-links);
    leaveLevel();
    return left;
  }

  private int addLink(int links) {
    if (links >= MOST_LINKS) {
      throw lexer.error("function or expression too complex");
    }
    parser.scope().nest(1);
    return links + 1;
  }

  private ExpressionSyntax operand() {
    if (lexer.token == Token.NOT) {
      lexer.next();
      ExpressionSyntax operand = expression(Operator.UNARY_PRIORITY);
      return new ExpressionSyntax.Not(lexer.lastLine, operand);
    }
    if (lexer.is('-')) {
      lexer.next();
      ExpressionSyntax operand = expression(Operator.UNARY_PRIORITY);
      return new ExpressionSyntax.Negation(lexer.lastLine, operand);
    }
    if (lexer.is('#')) {
      lexer.next();
      ExpressionSyntax operand = expression(Operator.UNARY_PRIORITY);
      return new ExpressionSyntax.Length(lexer.lastLine, operand);
    }
    return simple();
  }

  private ExpressionSyntax simple() {
    int line = lexer.line;
    return switch (lexer.token) {
      case NUMBER -> literal(line, lexer.number);
      case STRING -> literal(line, lexer.string);
      case NIL -> literal(line, null);
      case TRUE -> literal(line, true);
      case FALSE -> literal(line, false);
      case DOTS -> varargs(line);
      case FUNCTION -> {
        lexer.next();
        yield parser.function(false, lexer.line);
      }
      default -> lexer.is('{') ? table() : primary();
    };
  }

  private ExpressionSyntax literal(int line, @Nullable Object value) {
    lexer.next();
    return new ExpressionSyntax.Literal(line, value);
  }

  private ExpressionSyntax varargs(int line) {
    if (!parser.scope().hasVarargs) {
      throw lexer.error("cannot use '...' outside a vararg function");
    }
    parser.scope().usesVarargs = true;
    lexer.next();
    return new ExpressionSyntax.Varargs(line);
  }

  private ExpressionSyntax table() {
    int line = lexer.line;
    lexer.next();
    List<@Nullable ExpressionSyntax> keys = new ArrayList<>();
    List<ExpressionSyntax> values = new ArrayList<>();
    do {
      if (lexer.is('}')) {
        break;
      }
      keys.add(key());
      values.add(expression());
    } while (skip(',') || skip(';'));
    expectEnd("}", "{", line, skip('}'));
    return new ExpressionSyntax.Table(lexer.lastLine, keys, values);
  }

  /** The key of a field up to its equal sign; null before a positional item. */
  private @Nullable ExpressionSyntax key() {
    ExpressionSyntax key;
    if (lexer.is('[')) {
      key = bracketed();
    } else if (lexer.token == Token.NAME && lexer.isFollowedBy('=')) {
      key = new ExpressionSyntax.Literal(lexer.line, name());
    } else {
      return null;
    }
    expect('=');
    return key;
  }

  private ExpressionSyntax bracketed() {
    lexer.next();
    ExpressionSyntax key = expression();
    expect(']');
    return key;
  }

  /** A variable or parentheses, then fields, indices and calls. */
  ExpressionSyntax primary() {
    ExpressionSyntax expression = prefix();
    int links = 0;
    while (true) {
      if (lexer.is('.')) {
        expression = field(expression);
      } else if (lexer.is('[')) {
        ExpressionSyntax key = bracketed();
        expression = new ExpressionSyntax.Index(lexer.lastLine, expression, key);
      } else if (lexer.is(':')) {
        lexer.next();
        Bytes name = name();
        int line = lexer.line;
        expression = new ExpressionSyntax.MethodCall(line, expression, name, arguments());
      } else if (lexer.is('(') || lexer.is('{') || lexer.token == Token.STRING) {
        int line = lexer.line;
        expression = new ExpressionSyntax.Call(line, expression, arguments());
      } else {
        parser.scope().nest(-links);
        return expression;
      }
      links = addLink(links);
    }
  }

  private ExpressionSyntax prefix() {
    if (lexer.token == Token.NAME) {
      return variable();
    }
    if (!lexer.is('(')) {
      throw lexer.error("unexpected symbol");
    }
    int line = lexer.line;
    lexer.next();
    ExpressionSyntax inner = expression();
    expectEnd(")", "(", line, skip(')'));
    return new ExpressionSyntax.Single(lexer.lastLine, inner);
  }

  Assignable variable() {
    Bytes name = name();
    Variable local = parser.scope().find(name);
    if (local != null) {
      return new ExpressionSyntax.Local(lexer.lastLine, local);
    }
    int captured = parser.scope().capture(name, lexer);
    return captured < 0
        ? new ExpressionSyntax.Global(lexer.lastLine, name)
        : new ExpressionSyntax.Captured(lexer.lastLine, captured, name);
  }

  /** What follows a point or colon, as a key. */
  Assignable field(ExpressionSyntax object) {
    lexer.next();
    Bytes name = name();
    return new ExpressionSyntax.Index(
        lexer.lastLine, object, new ExpressionSyntax.Literal(lexer.lastLine, name));
  }

  private List<ExpressionSyntax> arguments() {
    int line = lexer.line;
    if (lexer.token == Token.STRING) {
      return List.of(literal(line, lexer.string));
    }
    if (lexer.is('{')) {
      return List.of(table());
    }
    if (!lexer.is('(')) {
      throw lexer.error("function arguments expected");
    }
    if (line != lexer.lastLine) {
      throw lexer.error("ambiguous syntax (function call x new statement)");
    }
    lexer.next();
    List<ExpressionSyntax> arguments = lexer.is(')') ? List.of() : list();
    expectEnd(")", "(", line, skip(')'));
    return arguments;
  }

  Bytes name() {
    check(Token.NAME);
    Bytes name = lexer.string;
    lexer.next();
    return name;
  }

  void check(Token expected) {
    if (lexer.token != expected) {
      throw expected(expected.text);
    }
  }

  private LuaSyntaxError expected(String what) {
    return lexer.error("'" + what + "' expected");
  }

  void expect(Token expected) {
    check(expected);
    lexer.next();
  }

  void expect(char expected) {
    if (!skip(expected)) {
      throw expected(String.valueOf(expected));
    }
  }

  boolean skip(Token wanted) {
    if (lexer.token != wanted) {
      return false;
    }
    lexer.next();
    return true;
  }

  boolean skip(char wanted) {
    if (!lexer.is(wanted)) {
      return false;
    }
    lexer.next();
    return true;
  }

  /** Expects what ends something that began on a line. */
  void expectEnd(Token end, Token start, int line) {
    expectEnd(end.text, start.text, line, skip(end));
  }

  private void expectEnd(String end, String start, int line, boolean isThere) {
    if (isThere) {
      return;
    }
    throw line == lexer.line
        ? expected(end)
        : lexer.error("'%s' expected (to close '%s' at line %d)".formatted(end, start, line));
  }
}
