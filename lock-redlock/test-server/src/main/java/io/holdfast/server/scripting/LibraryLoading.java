package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.scripting.lua.LuaError;
import io.holdfast.server.scripting.lua.LuaFunction;
import io.holdfast.server.scripting.lua.LuaRuntime;
import io.holdfast.server.scripting.lua.LuaSyntaxError;
import io.holdfast.server.scripting.lua.LuaTable;
import io.holdfast.server.scripting.lua.Results;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a library's source once, to hear which functions it registers. Meanwhile it sees nothing but
 * {@code redis.register_function} and the log; its functions, when they are called, see all.
 */
final class LibraryLoading {

  private static final Set<String> FLAGS =
      Set.of("no-writes", "allow-oom", "allow-stale", "no-cluster", "allow-cross-slot-keys");

  private final LuaRuntime runtime;
  private final Map<String, Library.Function> functions = new LinkedHashMap<>();
  private @Nullable LuaTable onlyWhileLoading;

  private LibraryLoading(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  static Library load(LuaRuntime runtime, Bytes source) {
    LibraryHeader header = LibraryHeader.of(source);
    LibraryLoading loading = new LibraryLoading(runtime);
    loading.run(source.slice(header.length(), source.length()));
    if (loading.functions.isEmpty()) {
      throw new CommandError("ERR No functions registered");
    }
    return new Library(header.name(), source, loading.functions);
  }

  private void run(Bytes body) {
    LuaTable redis = RedisLibrary.forLoading(host(this::register));
    protect(redis);
    LuaTable visible = new LuaTable();
    visible.set("redis", redis);
    onlyWhileLoading = visible;
    LuaTable environment = new LuaTable();
    protect(environment);
    try {
      runtime.compile(body, ScriptRun.Kind.FUNCTION.chunk(), environment).call();
    } catch (LuaSyntaxError e) {
      throw new CommandError("ERR Error compiling function: " + e.text().latin());
    } catch (LuaError e) {
      throw new CommandError("ERR Error registering functions: " + ScriptRun.message(e.value()));
    } finally {
      onlyWhileLoading = null;
    }
  }

  private void protect(LuaTable table) {
    LuaTable metatable = new LuaTable();
    metatable.set("__index", host(this::lookUp));
    metatable.setReadOnly(true);
    table.setMetatable(metatable);
    table.setReadOnly(true);
  }

  /** What a library's code finds under a global name: the loading's own, later everything. */
  private @Nullable Object lookUp(@Nullable Object[] arguments) {
    Object name = arguments.length > 1 ? arguments[1] : null;
    LuaTable loading = onlyWhileLoading;
    Object value = (loading == null ? runtime.globals() : loading).get(name);
    if (value == null) {
      throw runtime.error(
          "Script attempted to access nonexistent global variable '" + ToLua.text(name) + "'");
    }
    return value;
  }

  private static LuaFunction host(
      java.util.function.Function<@Nullable Object[], @Nullable Object> body) {
    return new LuaFunction() {
      @Override
      public @Nullable Object callAll(@Nullable Object[] arguments) {
        return body.apply(arguments);
      }
    };
  }

  // ---- redis.register_function

  private Object register(@Nullable Object[] arguments) {
    if (onlyWhileLoading == null) {
      throw RedisLibrary.failure(
          "redis.register_function can only be called on FUNCTION LOAD command");
    }
    if (arguments.length == 1) {
      if (!(arguments[0] instanceof LuaTable named)) {
        throw RedisLibrary.failure(
            "calling redis.register_function with a single argument is only applicable to Lua table"
                + " (representing named arguments).");
      }
      add(named(named));
    } else if (arguments.length == 2) {
      add(positional(arguments[0], arguments[1]));
    } else {
      throw RedisLibrary.failure("wrong number of arguments to redis.register_function");
    }
    return Results.NONE;
  }

  private static Library.Function positional(@Nullable Object name, @Nullable Object callback) {
    if (!(name instanceof Bytes text)) {
      throw RedisLibrary.failure("first argument to redis.register_function must be a string");
    }
    if (!(callback instanceof LuaFunction function)) {
      throw RedisLibrary.failure("second argument to redis.register_function must be a function");
    }
    return new Library.Function(text.latin(), function, null, Set.of());
  }

  private static Library.Function named(LuaTable arguments) {
    arguments.forEach((key, value) -> requireKnown(key));
    if (!(arguments.get("function_name") instanceof Bytes name)) {
      throw RedisLibrary.failure(
          arguments.get("function_name") == null
              ? "redis.register_function must get a function name argument"
              : "function_name argument given to redis.register_function must be a string");
    }
    if (!(arguments.get("callback") instanceof LuaFunction callback)) {
      throw RedisLibrary.failure(
          arguments.get("callback") == null
              ? "redis.register_function must get a callback argument"
              : "callback argument given to redis.register_function must be a function");
    }
    Object description = arguments.get("description");
    if (description != null && !(description instanceof Bytes)) {
      throw RedisLibrary.failure(
          "description argument given to redis.register_function must be a string");
    }
    return new Library.Function(
        name.latin(), callback, (Bytes) description, flags(arguments.get("flags")));
  }

  private static void requireKnown(Object key) {
    if (!(key instanceof Bytes name)) {
      throw RedisLibrary.failure(
          "named argument key given to redis.register_function is not a string");
    }
    if (!Set.of("function_name", "callback", "description", "flags").contains(name.latin())) {
      throw RedisLibrary.failure("unknown argument given to redis.register_function");
    }
  }

  private static Set<String> flags(@Nullable Object given) {
    if (given == null) {
      return Set.of();
    }
    if (!(given instanceof LuaTable list)) {
      throw RedisLibrary.failure(
          "flags argument to redis.register_function must be a table representing function flags");
    }
    Set<String> flags = new TreeSet<>();
    for (int i = 1; list.get(i) != null; i++) {
      if (!(list.get(i) instanceof Bytes flag) || !FLAGS.contains(flag.latin())) {
        throw RedisLibrary.failure("unknown flag given");
      }
      flags.add(flag.latin());
    }
    return flags;
  }

  private void add(Library.Function function) {
    if (!LibraryHeader.isName(function.name())) {
      throw RedisLibrary.failure(LibraryHeader.NAME_RULE);
    }
    if (functions.putIfAbsent(function.name(), function) != null) {
      throw RedisLibrary.failure("Function already exists in the library");
    }
  }
}
