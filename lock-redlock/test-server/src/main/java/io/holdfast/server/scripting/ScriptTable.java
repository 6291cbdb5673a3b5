package io.holdfast.server.scripting;

import static io.holdfast.server.engine.Category.SCRIPTING;
import static io.holdfast.server.engine.CommandFlag.ALLOW_BUSY;
import static io.holdfast.server.engine.CommandFlag.MAY_REPLICATE;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.NO_MANDATORY_KEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.SKIP_MONITOR;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandFlag;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeySpec;
import java.util.ArrayList;
import java.util.List;

/** EVAL and its relatives, SCRIPT, and the commands on functions. */
public final class ScriptTable {

  private static final int DIGEST_LENGTH = 40;

  private final Runner runner;
  private final Scripts scripts;

  private ScriptTable(Runner runner) {
    this.runner = runner;
    this.scripts = new Scripts(runner);
  }

  /** Their declarations, for one server. */
  public static List<CommandSpec> table(Engine engine) {
    Runner runner = new Runner(engine);
    List<CommandSpec> all = new ArrayList<>(new ScriptTable(runner).declarations());
    all.addAll(new FunctionCommands(runner).declarations());
    return all;
  }

  private List<CommandSpec> declarations() {
    return List.of(
        running("eval", "RW", MAY_REPLICATE, call -> eval(call, false)),
        running("evalsha", "RW", MAY_REPLICATE, call -> evalsha(call, false)),
        running("eval_ro", "RO", READONLY, call -> eval(call, true)),
        running("evalsha_ro", "RO", READONLY, call -> evalsha(call, true)),
        command("script", -2)
            .contains(
                sub("load", 3).tips(ALL_NODES, ALL_SUCCEEDED).does(this::load),
                sub("exists", -3)
                    .tips("request_policy:all_shards", "response_policy:agg_logical_and")
                    .does(this::exists),
                sub("flush", -2).tips(ALL_NODES, ALL_SUCCEEDED).does(this::flush),
                sub("kill", 2)
                    .is(ALLOW_BUSY)
                    .tips("request_policy:all_shards", "response_policy:one_succeeded")
                    .does(this::kill),
                sub("debug", 3).does(ScriptTable::debug)));
  }

  private static final String ALL_NODES = "request_policy:all_nodes";
  private static final String ALL_SUCCEEDED = "response_policy:all_succeeded";

  private static CommandSpec running(
      String name, String access, CommandFlag flag, Handler handler) {
    String[] flags =
        access.equals("RW")
            ? new String[] {"RW", "ACCESS", "UPDATE"}
            : new String[] {"RO", "ACCESS"};
    return command(name, -3)
        .is(NOSCRIPT, SKIP_MONITOR, STALE, NO_MANDATORY_KEYS, MOVABLEKEYS, flag)
        .in(SCRIPTING)
        .keys(KeySpec.counted(2, flags))
        .does(handler);
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("script|" + name, arity).is(NOSCRIPT).in(SCRIPTING);
  }

  // ---- running

  private void eval(Call call, boolean readOnly) {
    int keys = keyCount(call);
    run(call, scripts.load(call.word(1)), keys, readOnly);
  }

  private void evalsha(Call call, boolean readOnly) {
    int keys = keyCount(call);
    Script script = call.word(1).length() == DIGEST_LENGTH ? scripts.find(call.word(1)) : null;
    if (script == null) {
      throw new CommandError("NOSCRIPT No matching script. Please use EVAL.");
    }
    run(call, script, keys, readOnly);
  }

  private void run(Call call, Script script, int keys, boolean readOnly) {
    scripts.run(call, script, 3, keys, readOnly);
  }

  private static int keyCount(Call call) {
    long count = call.integer(2);
    if (count > call.size() - 3) {
      throw new CommandError("ERR Number of keys can't be greater than number of args");
    }
    if (count < 0) {
      throw new CommandError("ERR Number of keys can't be negative");
    }
    return (int) count;
  }

  // ---- SCRIPT

  private void load(Call call) {
    call.reply().bulk(scripts.load(call.word(2)).digest());
  }

  private void exists(Call call) {
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      call.reply().integer(scripts.find(call.word(i)) == null ? 0 : 1);
    }
  }

  private void flush(Call call) {
    if (call.size() > 3 || (call.size() == 3 && !isMode(call))) {
      throw new CommandError("ERR SCRIPT FLUSH only support SYNC|ASYNC option");
    }
    scripts.flush();
    call.reply().ok();
  }

  private static boolean isMode(Call call) {
    return call.isWord(2, "sync") || call.isWord(2, "async");
  }

  private void kill(Call call) {
    runner.kill(ScriptRun.Kind.SCRIPT);
    call.reply().ok();
  }

  private static void debug(Call call) {
    if (call.isWord(2, "no")) {
      call.reply().ok();
    } else if (call.isWord(2, "yes") || call.isWord(2, "sync")) {
      throw new CommandError("ERR The Lua debugger is not part of this server");
    } else {
      throw new CommandError("ERR Use SCRIPT DEBUG YES/SYNC/NO");
    }
  }
}
