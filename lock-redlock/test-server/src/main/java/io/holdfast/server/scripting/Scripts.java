package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.scripting.lua.LuaFunction;
import io.holdfast.server.scripting.lua.LuaRuntime;
import io.holdfast.server.scripting.lua.LuaSyntaxError;
import io.holdfast.server.scripting.lua.LuaTable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripts of one server: the Lua world they share, and the cache. */
final class Scripts {

  private final Runner runner;
  private final Map<String, Script> cache = new LinkedHashMap<>();
  private @Nullable LuaRuntime runtime;

  Scripts(Runner runner) {
    this.runner = runner;
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
      return lua().compile(source, ScriptRun.Kind.SCRIPT.chunk());
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
      present = runner.newWorld();
      RedisLibrary.installForScripts(runner, present);
      present.protect();
      runtime = present;
    }
    return present;
  }

  /**
   * Runs a script for a call.
   *
   * @param firstKey the place of the first key among the call's words
   * @param keys how many there are
   * @param readOnly whether the command promises not to write
   */
  void run(Call call, Script script, int firstKey, int keys, boolean readOnly) {
    Shebang shebang = script.shebang();
    if (readOnly && shebang.isThere() && !shebang.isReadOnly()) {
      throw Runner.mayWrite();
    }
    LuaTable globals = lua().globals();
    globals.set("KEYS", Runner.list(call.words(), firstKey, firstKey + keys));
    globals.set("ARGV", Runner.list(call.words(), firstKey + keys, call.size()));
    runner.run(
        call,
        new ScriptRun.Identity(ScriptRun.Kind.SCRIPT, script.digest()),
        new ScriptRun.Rights(readOnly || shebang.isReadOnly(), shebang.allowsOom()),
        () -> script.main().call());
  }
}
