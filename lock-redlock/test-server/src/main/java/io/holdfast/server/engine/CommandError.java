package io.holdfast.server.engine;

import java.io.Serial;
import java.util.Locale;

/** A command's refusal: the message is the error reply, with its code. */
public final class CommandError extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** With that reply. */
  public CommandError(String reply) {
    super(reply, null, false, false);
  }

  /** The reply. */
  public String reply() {
    return String.valueOf(getMessage());
  }

  /** The arguments do not fit together. */
  public static CommandError syntax() {
    return new CommandError("ERR syntax error");
  }

  /** The key holds another type. */
  public static CommandError wrongType() {
    return new CommandError("WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  /** An argument or value is no whole number of 64 bits. */
  public static CommandError notAnInteger() {
    return new CommandError("ERR value is not an integer or out of range");
  }

  /** An argument or value is no floating-point number. */
  public static CommandError notAFloat() {
    return new CommandError("ERR value is not a valid float");
  }

  /** There is no such key. */
  public static CommandError noSuchKey() {
    return new CommandError("ERR no such key");
  }

  /** The words of a subcommand do not fit. */
  public static CommandError subcommandSyntax(Call call) {
    String container = call.spec().name().split("\\|", 2)[0];
    return new CommandError(
        "ERR unknown subcommand or wrong number of arguments for '%s'. Try %s HELP."
            .formatted(call.word(1).latin(), container.toUpperCase(Locale.ROOT)));
  }

  /** Too few or too many words for that command. */
  public static CommandError arity(String command) {
    return new CommandError("ERR wrong number of arguments for '" + command + "' command");
  }
}
