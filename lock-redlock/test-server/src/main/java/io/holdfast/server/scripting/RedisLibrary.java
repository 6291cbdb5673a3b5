package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.protocol.Reply;
import io.holdfast.server.scripting.lua.LuaError;
import io.holdfast.server.scripting.lua.LuaFunction;
import io.holdfast.server.scripting.lua.LuaRuntime;
import io.holdfast.server.scripting.lua.LuaTable;
import io.holdfast.server.scripting.lua.Results;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code redis} table of scripts. */
final class RedisLibrary {

  private static final System.Logger LOG = System.getLogger("io.holdfast.server.script");

  private final Runner runner;

  private RedisLibrary(Runner runner) {
    this.runner = runner;
  }

  /** Makes the library, and what Redis adds to the globals, for scripts. */
  static void installForScripts(Runner runner, LuaRuntime runtime) {
    LuaTable redis = install(runner, runtime);
    function(redis, "replicate_commands", arguments -> true);
    function(redis, "breakpoint", arguments -> false);
    function(redis, "debug", arguments -> Results.NONE);
    // Scripts can see the name of what Redis handles their errors with; here nothing needs it.
    function(runtime.globals(), "__redis__err__handler", arguments -> Results.first(arguments));
  }

  /** As {@link #installForScripts}, for functions. */
  static void installForFunctions(Runner runner, LuaRuntime runtime) {
    install(runner, runtime);
  }

  /** What a library sees of {@code redis} while it is loaded. */
  static LuaTable forLoading(LuaFunction registerFunction) {
    LuaTable redis = new LuaTable();
    redis.set("register_function", registerFunction);
    function(redis, "log", RedisLibrary::log);
    levelsAndVersion(redis);
    return redis;
  }

  private static LuaTable install(Runner runner, LuaRuntime runtime) {
    RedisLibrary library = new RedisLibrary(runner);
    LuaTable redis = new LuaTable();
    function(redis, "call", arguments -> library.call(arguments, true));
    function(redis, "pcall", arguments -> library.call(arguments, false));
    function(redis, "error_reply", RedisLibrary::errorReply);
    function(redis, "status_reply", RedisLibrary::statusReply);
    function(redis, "sha1hex", RedisLibrary::sha1hex);
    function(redis, "log", RedisLibrary::log);
    function(redis, "setresp", library::setresp);
    function(redis, "set_repl", RedisLibrary::setRepl);
    function(redis, "acl_check_cmd", library::aclCheck);
    levelsAndVersion(redis);
    redis.set("REPL_NONE", 0.0);
    redis.set("REPL_AOF", 1.0);
    redis.set("REPL_SLAVE", 2.0);
    redis.set("REPL_REPLICA", 2.0);
    redis.set("REPL_ALL", 3.0);
    runtime.globals().set("redis", redis);
    return redis;
  }

  private static void levelsAndVersion(LuaTable redis) {
    redis.set("LOG_DEBUG", 0.0);
    redis.set("LOG_VERBOSE", 1.0);
    redis.set("LOG_NOTICE", 2.0);
    redis.set("LOG_WARNING", 3.0);
    redis.set("REDIS_VERSION", Bytes.of(ServerVersion.TEXT));
    redis.set("REDIS_VERSION_NUM", (double) ServerVersion.NUMBER);
  }

  private static void function(
      LuaTable library, String name, Function<@Nullable Object[], @Nullable Object> body) {
    library.set(
        name,
        new LuaFunction() {
          @Override
          public @Nullable Object callAll(@Nullable Object[] arguments) {
            return body.apply(arguments);
          }
        });
  }

  // ---- commands

  private @Nullable Object call(@Nullable Object[] arguments, boolean raises) {
    ScriptRun running = runner.running();
    if (running == null) {
      throw failure("redis.call/pcall can only be called inside a script invocation");
    }
    Bytes[] words;
    try {
      words = words(arguments);
    } catch (CommandError e) {
      return answer(new Reply.Failure(e.reply()), running, raises);
    }
    if (words.length == 0) {
      return answer(
          new Reply.Failure("ERR Please specify at least one argument for this redis lib call"),
          running,
          raises);
    }
    return answer(running.command(words), running, raises);
  }

  private static Bytes[] words(@Nullable Object[] arguments) {
    Bytes[] words = new Bytes[arguments.length];
    for (int i = 0; i < words.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof Bytes text) {
        words[i] = text;
      } else if (argument instanceof Double number) {
        words[i] = Bytes.of(Numbers.formatG(number, 17));
      } else {
        throw new CommandError("ERR Lua redis lib command arguments must be strings or integers");
      }
    }
    return words;
  }

  private static @Nullable Object answer(Reply reply, ScriptRun running, boolean raises) {
    Object value = ToLua.value(reply, running.session().out().isResp3());
    if (raises && reply instanceof Reply.Failure) {
      throw new LuaError(value);
    }
    return value;
  }

  static LuaError failure(String message) {
    return new LuaError(ToLua.table("err", Bytes.of("ERR " + message)));
  }

  private Object setresp(@Nullable Object[] arguments) {
    if (arguments.length != 1) {
      throw failure("redis.setresp() requires one argument.");
    }
    if (!(arguments[0] instanceof Double version) || (version != 2 && version != 3)) {
      throw failure("RESP version must be 2 or 3.");
    }
    ScriptRun running = runner.running();
    if (running != null) {
      running.session().out().resp3(version == 3);
    }
    return Results.NONE;
  }

  private Object aclCheck(@Nullable Object[] arguments) {
    ScriptRun running = runner.running();
    if (arguments.length == 0 || running == null) {
      throw failure("Please specify at least one argument for this redis.acl_check_cmd() call");
    }
    return running.mayRun(words(arguments));
  }

  // ---- replies

  private static Object errorReply(@Nullable Object[] arguments) {
    if (arguments.length != 1 || !(arguments[0] instanceof Bytes text)) {
      return ToLua.table("err", Bytes.of("ERR wrong number or type of arguments"));
    }
    String message = text.latin();
    if (message.startsWith("-")) {
      message = message.substring(1);
    }
    return ToLua.table("err", Bytes.ofLatin(message.indexOf(' ') < 0 ? "ERR " + message : message));
  }

  private static Object statusReply(@Nullable Object[] arguments) {
    return arguments.length == 1 && arguments[0] instanceof Bytes text
        ? ToLua.table("ok", text)
        : ToLua.table("err", Bytes.of("ERR wrong number or type of arguments"));
  }

  // ---- the rest

  private static Object sha1hex(@Nullable Object[] arguments) {
    if (arguments.length != 1) {
      throw failure("wrong number of arguments");
    }
    Object value = arguments[0];
    Bytes text =
        value instanceof Bytes bytes
            ? bytes
            : value instanceof Double number ? Bytes.of(Numbers.formatG(number, 14)) : Bytes.EMPTY;
    return Bytes.of(Scripts.sha1(text));
  }

  private static Object log(@Nullable Object[] arguments) {
    if (arguments.length < 2) {
      throw failure("redis.log() requires two arguments or more.");
    }
    if (!(arguments[0] instanceof Double level)) {
      throw failure("First argument must be a number (log level).");
    }
    if (level < 0 || level > 3) {
      throw failure("Invalid log level.");
    }
    StringBuilder line = new StringBuilder();
    for (int i = 1; i < arguments.length; i++) {
      line.append(i > 1 ? " " : "").append(ToLua.text(arguments[i]));
    }
    LOG.log(level >= 2 ? System.Logger.Level.INFO : System.Logger.Level.DEBUG, line::toString);
    return Results.NONE;
  }

  private static Object setRepl(@Nullable Object[] arguments) {
    if (arguments.length != 1) {
      throw failure("redis.set_repl() requires one argument.");
    }
    if (!(arguments[0] instanceof Double flags) || flags < 0 || flags > 3) {
      throw failure(
          "Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.");
    }
    return Results.NONE;
  }
}
