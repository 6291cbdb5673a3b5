package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A Lua world in a test; what a chunk returns comes as text, one a result. */
final class World implements AutoCloseable {

  /** Lends daemon threads. */
  static final LuaStacks THREADS =
      (bytes, body) -> {
        Thread thread = new Thread(null, body, "lua-stack", bytes);
        thread.setDaemon(true);
        thread.start();
      };

  final LuaRuntime runtime;

  World() {
    this(LuaPulse.NONE);
  }

  World(LuaPulse pulse) {
    runtime = new LuaRuntime(pulse, THREADS);
  }

  List<String> run(String source) {
    Object results = runtime.compile(Bytes.of(source), "@user_script").call();
    List<String> texts = new ArrayList<>();
    for (Object result : Results.all(results)) {
      texts.add(Values.latin(Values.describe(result)));
    }
    return texts;
  }

  @Override
  public void close() {
    runtime.close();
  }
}
