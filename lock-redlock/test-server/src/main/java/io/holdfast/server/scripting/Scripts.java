package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandFlag;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Gates;
import io.holdfast.server.engine.Session;
import io.holdfast.server.host.Peer;
import io.holdfast.server.scripting.lua.LuaFunction;
import io.holdfast.server.scripting.lua.LuaRuntime;
import io.holdfast.server.scripting.lua.LuaStacks;
import io.holdfast.server.scripting.lua.LuaSyntaxError;
import io.holdfast.server.scripting.lua.LuaTable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripts of one server: the Lua world they share, the cache, and the one that is running. */
final class Scripts {

  private static final String CHUNK = "@user_script";
  private static final String BUSY =
      "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";

  private final Engine engine;
  private final Session session;
  private final Map<String, Script> cache = new LinkedHashMap<>();
  private @Nullable LuaRuntime runtime;
  private @Nullable ScriptRun running;

  Scripts(Engine engine) {
    this.engine = engine;
    this.session = engine.inner(new ScriptPeer());
    engine
        .gates()
        .add(Gates.Place.BUSY, (from, spec, words) -> busyRefusal(spec.is(CommandFlag.ALLOW_BUSY)));
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

  private @Nullable String busyRefusal(boolean allowed) {
    return running != null && running.isTooLong() && !allowed ? BUSY : null;
  }

  /** The script that runs now, or null. */
  @Nullable ScriptRun running() {
    return running;
  }

  // ---- the cache

  /** How many scripts are known. */
  int count() {
    return cache.size();
  }

  /** The script of that digest, in any letters, or null. */
  @Nullable Script find(Bytes digest) {
    return cache.get(digest.toSmallLetters().latin());
  }

  /** Forgets all scripts and the Lua world they ran in. */
  void flush() {
    cache.clear();
    if (runtime != null) {
      runtime.close();
      runtime = null;
    }
  }

  /** The script of that text, compiled where it is new. */
  Script load(Bytes text) {
    String digest = sha1(text);
    Script known = cache.get(digest);
    if (known != null) {
      return known;
    }
    Shebang shebang = Shebang.of(text);
    Script script = new Script(digest, text, shebang, compile(withoutShebang(text, shebang)));
    cache.put(digest, script);
    return script;
  }

  private LuaFunction compile(Bytes source) {
    try {
      return lua().compile(source, CHUNK);
    } catch (LuaSyntaxError e) {
      throw new CommandError("ERR Error compiling script (new function): " + e.text().latin());
    }
  }

  /** Line numbers count the shebang, so its line stays, empty. */
  private static Bytes withoutShebang(Bytes text, Shebang shebang) {
    return shebang.length() == 0 ? text : text.slice(shebang.length(), text.length());
  }

  static String sha1(Bytes text) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  // ---- running

  private LuaRuntime lua() {
    LuaRuntime present = runtime;
    if (present == null) {
      present = new LuaRuntime(this::beat, this::lendStack);
      RedisLibrary.install(this, present);
      present.protect();
      runtime = present;
    }
    return present;
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
   * Runs a script for a call and writes its result as the call's reply.
   *
   * @param firstKey the place of the first key among the call's words
   * @param keys how many there are
   */
  void run(Call call, Script script, int firstKey, int keys, boolean readOnly) {
    session.select(call.database());
    session.user(call.session().user());
    session.out().resp3(false);
    LuaTable globals = lua().globals();
    globals.set("KEYS", list(call.words(), firstKey, firstKey + keys));
    globals.set("ARGV", list(call.words(), firstKey + keys, call.size()));
    ScriptRun run =
        new ScriptRun(engine, session, script, readOnly || script.shebang().isReadOnly());
    running = run;
    try {
      Object result = run.call();
      FromLua.write(call.reply(), result, session.out().isResp3());
    } finally {
      running = null;
    }
  }

  private static LuaTable list(Bytes[] words, int from, int to) {
    return LuaTable.of((Object[]) Arrays.copyOfRange(words, from, to));
  }
}
