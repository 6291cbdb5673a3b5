package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandFlag;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Gates;
import io.holdfast.server.engine.Session;
import io.holdfast.server.host.Peer;
import io.holdfast.server.scripting.lua.LuaRuntime;
import io.holdfast.server.scripting.lua.LuaStacks;
import io.holdfast.server.scripting.lua.LuaTable;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the scripts and functions of one server, one at a time, and knows the one that runs. */
final class Runner {

  private final Engine engine;
  private final Session session;
  private @Nullable ScriptRun running;

  Runner(Engine engine) {
    this.engine = engine;
    this.session = engine.inner(new ScriptPeer());
    engine.gates().add(Gates.Place.BUSY, (from, spec, words) -> busyRefusal(spec));
  }

  /** The other end of the session that scripts run commands in: nobody. */
  private static final class ScriptPeer implements Peer {
    @Override
    public String address() {
      return "lua";
    }

    @Override
    public String localAddress() {
      return "lua";
    }

    @Override
    public void outputReady() {}

    @Override
    public void close() {}
  }

  private @Nullable String busyRefusal(CommandSpec spec) {
    return running == null || !running.isTooLong() || spec.is(CommandFlag.ALLOW_BUSY)
        ? null
        : running.identity().kind().busyReply();
  }

  /** What runs now, or null. */
  @Nullable ScriptRun running() {
    return running;
  }

  /** A Lua world whose long runs let other clients be heard. */
  LuaRuntime newWorld() {
    return new LuaRuntime(this::beat, this::lendStack);
  }

  private void lendStack(long bytes, Runnable body) {
    if (!engine.host().lendStack(bytes, body)) {
      LuaStacks.NONE.start(bytes, body);
    }
  }

  private void beat() {
    if (running != null) {
      running.beat();
    }
  }

  /**
   * Runs the body for a call and writes its result as the call's reply.
   *
   * @param identity what runs, for people
   * @param rights what it may do
   */
  void run(
      Call call,
      ScriptRun.Identity identity,
      ScriptRun.Rights rights,
      Supplier<@Nullable Object> body) {
    session.select(call.database());
    session.user(call.session().user());
    session.out().resp3(false);
    ScriptRun run = new ScriptRun(engine, session, call, identity, rights);
    running = run;
    try {
      FromLua.write(call.reply(), run.call(body), session.out().isResp3());
    } finally {
      running = null;
    }
  }

  /** Has what runs end at its next beat, if it is of that kind and has not written anything. */
  void kill(ScriptRun.Kind kind) {
    if (running == null) {
      throw new CommandError("NOTBUSY No scripts in execution right now.");
    }
    if (running.hasWritten()) {
      throw new CommandError(
          "UNKILLABLE Sorry the script already executed write commands against the dataset. You can"
              + " either wait the script termination or kill the server in a hard way using the"
              + " SHUTDOWN NOSAVE command.");
    }
    if (running.identity().kind() != kind) {
      throw new CommandError(running.identity().kind().busyReply());
    }
    running.kill();
  }

  /** The words from one place up to another as a Lua list. */
  static LuaTable list(Bytes[] words, int from, int to) {
    return LuaTable.of((Object[]) Arrays.copyOfRange(words, from, to));
  }

  /** The refusal to run what may write by a command that promises not to. */
  static CommandError mayWrite() {
    return new CommandError("ERR Can not execute a script with write flag using *_ro command.");
  }
}
