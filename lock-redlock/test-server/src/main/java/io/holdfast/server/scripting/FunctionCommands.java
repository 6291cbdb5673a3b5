package io.holdfast.server.scripting;

import static io.holdfast.server.engine.Category.SCRIPTING;
import static io.holdfast.server.engine.CommandFlag.ALLOW_BUSY;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.MAY_REPLICATE;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.NO_MANDATORY_KEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.SKIP_MONITOR;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.scripting.lua.LuaTable;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** FUNCTION and FCALL. */
final class FunctionCommands {

  private static final String ALL_SHARDS = "request_policy:all_shards";
  private static final String ALL_SUCCEEDED = "response_policy:all_succeeded";

  private final Runner runner;
  private final Functions functions;

  FunctionCommands(Runner runner) {
    this.runner = runner;
    this.functions = new Functions(runner);
  }

  List<CommandSpec> declarations() {
    return List.of(
        command("fcall", -3)
            .is(NOSCRIPT, STALE, SKIP_MONITOR, MAY_REPLICATE, NO_MANDATORY_KEYS, MOVABLEKEYS)
            .in(SCRIPTING)
            .keys(KeySpec.counted(2, "RW", "access", "update"))
            .does(call -> fcall(call, false)),
        command("fcall_ro", -3)
            .is(NOSCRIPT, STALE, SKIP_MONITOR, READONLY, NO_MANDATORY_KEYS, MOVABLEKEYS)
            .in(SCRIPTING)
            .keys(KeySpec.counted(2, "RO", "access"))
            .does(call -> fcall(call, true)),
        command("function", -2)
            .contains(
                sub("load", -3).is(WRITE, DENYOOM).tips(ALL_SHARDS, ALL_SUCCEEDED).does(this::load),
                sub("delete", 3).is(WRITE).tips(ALL_SHARDS, ALL_SUCCEEDED).does(this::delete),
                sub("flush", -2).is(WRITE).tips(ALL_SHARDS, ALL_SUCCEEDED).does(this::flush),
                sub("list", -2).tips("nondeterministic_output_order").does(this::list),
                sub("stats", 2)
                    .is(ALLOW_BUSY)
                    .tips("nondeterministic_output", ALL_SHARDS, "response_policy:special")
                    .does(this::stats),
                sub("kill", 2)
                    .is(ALLOW_BUSY)
                    .tips(ALL_SHARDS, "response_policy:one_succeeded")
                    .does(this::kill)));
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("function|" + name, arity).is(NOSCRIPT).in(SCRIPTING);
  }

  // ---- calling

  private void fcall(Call call, boolean readOnly) {
    Library.Function function = functions.find(call.word(1).latin());
    if (function == null) {
      throw new CommandError("ERR Function not found");
    }
    int keys = keyCount(call);
    if (readOnly && !function.isReadOnly()) {
      throw Runner.mayWrite();
    }
    LuaTable keyList = Runner.list(call.words(), 3, 3 + keys);
    LuaTable arguments = Runner.list(call.words(), 3 + keys, call.size());
    runner.run(
        call,
        new ScriptRun.Identity(ScriptRun.Kind.FUNCTION, function.name()),
        new ScriptRun.Rights(function.isReadOnly(), function.allowsOom()),
        () -> function.callback().call(keyList, arguments));
  }

  private static int keyCount(Call call) {
    OptionalLong count = Numbers.parseLong(call.word(2));
    if (count.isEmpty()) {
      throw new CommandError("ERR Bad number of keys provided");
    }
    if (count.getAsLong() > call.size() - 3) {
      throw new CommandError("ERR Number of keys can't be greater than number of args");
    }
    if (count.getAsLong() < 0) {
      throw new CommandError("ERR Number of keys can't be negative");
    }
    return (int) count.getAsLong();
  }

  // ---- FUNCTION

  private void load(Call call) {
    boolean replace = false;
    for (int i = 2; i < call.size() - 1; i++) {
      if (!call.isWord(i, "replace")) {
        throw new CommandError("ERR Unknown option given: " + call.word(i).latin());
      }
      replace = true;
    }
    Library library = functions.load(call.word(call.size() - 1), replace);
    call.changed(1);
    call.reply().bulk(library.name());
  }

  private void delete(Call call) {
    if (!functions.delete(call.word(2).latin())) {
      throw new CommandError("ERR Library not found");
    }
    call.changed(1);
    call.reply().ok();
  }

  private void flush(Call call) {
    if (call.size() > 3 || (call.size() == 3 && !isMode(call))) {
      throw new CommandError("ERR FUNCTION FLUSH only supports SYNC|ASYNC option");
    }
    functions.flush();
    call.changed(1);
    call.reply().ok();
  }

  private static boolean isMode(Call call) {
    return call.isWord(2, "sync") || call.isWord(2, "async");
  }

  private void list(Call call) {
    boolean withCode = false;
    Bytes pattern = null;
    for (int i = 2; i < call.size(); i++) {
      if (!withCode && call.isWord(i, "withcode")) {
        withCode = true;
      } else if (pattern == null && call.isWord(i, "libraryname")) {
        if (!call.has(++i)) {
          throw new CommandError("ERR library name argument was not given");
        }
        pattern = call.word(i);
      } else {
        throw new CommandError("ERR Unknown argument " + call.word(i).latin());
      }
    }
    Bytes wanted = pattern;
    List<Library> libraries =
        functions.libraries().stream()
            .filter(one -> wanted == null || Glob.matches(wanted, Bytes.ofLatin(one.name())))
            .toList();
    call.reply().array(libraries.size());
    for (Library library : libraries) {
      write(call.reply(), library, withCode);
    }
  }

  private static void write(ReplyWriter reply, Library library, boolean withCode) {
    reply.map(withCode ? 4 : 3);
    reply.bulk("library_name");
    reply.bulk(library.name());
    reply.bulk("engine");
    reply.bulk("LUA");
    reply.bulk("functions");
    reply.array(library.functions().size());
    library.functions().values().forEach(function -> write(reply, function));
    if (withCode) {
      reply.bulk("library_code");
      reply.bulk(library.source());
    }
  }

  private static void write(ReplyWriter reply, Library.Function function) {
    reply.map(3);
    reply.bulk("name");
    reply.bulk(function.name());
    reply.bulk("description");
    Bytes description = function.description();
    if (description == null) {
      reply.nil();
    } else {
      reply.bulk(description);
    }
    reply.bulk("flags");
    reply.set(function.flags().size());
    function.flags().forEach(reply::status);
  }

  private void stats(Call call) {
    ReplyWriter reply = call.reply();
    reply.map(2);
    reply.bulk("running_script");
    running(reply, runner.running());
    reply.bulk("engines");
    reply.map(1);
    reply.bulk("LUA");
    reply.map(2);
    reply.bulk("libraries_count");
    reply.integer(functions.libraries().size());
    reply.bulk("functions_count");
    reply.integer(functions.count());
  }

  private static void running(ReplyWriter reply, @Nullable ScriptRun run) {
    if (run == null) {
      reply.nil();
      return;
    }
    reply.map(3);
    reply.bulk("name");
    reply.bulk(run.identity().name());
    reply.bulk("command");
    reply.array(run.request().size());
    for (Bytes word : run.request().words()) {
      reply.bulk(word);
    }
    reply.bulk("duration_ms");
    reply.integer(run.millis());
  }

  private void kill(Call call) {
    runner.kill(ScriptRun.Kind.FUNCTION);
    call.reply().ok();
  }
}
