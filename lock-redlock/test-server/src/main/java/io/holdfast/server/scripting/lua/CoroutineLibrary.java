package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code coroutine}, and the stacks that coroutines hold. */
final class CoroutineLibrary {

  private final LuaRuntime runtime;
  private final ReferenceQueue<Coroutine> unreachable = new ReferenceQueue<>();
  private final Set<Held> held = new HashSet<>();

  private CoroutineLibrary(LuaRuntime runtime) {
    this.runtime = runtime;
  }

  static CoroutineLibrary install(LuaRuntime runtime) {
    CoroutineLibrary library = new CoroutineLibrary(runtime);
    runtime
        .library("coroutine")
        .add("create", library::create)
        .add("resume", CoroutineLibrary::resume)
        .add("running", a -> runtime.running)
        .add("status", a -> Bytes.of(coroutine(a).status()))
        .add("wrap", a -> new Wrapped(runtime, library.create(a)))
        .add("yield", CoroutineLibrary::suspend);
    return library;
  }

  private static Coroutine coroutine(Arguments arguments) {
    if (arguments.get(1) instanceof Coroutine coroutine) {
      return coroutine;
    }
    throw arguments.error(1, "coroutine expected");
  }

  private Coroutine create(Arguments arguments) {
    if (!(arguments.get(1) instanceof LuaClosure function)) {
      throw arguments.error(1, "Lua function expected");
    }
    release();
    Relay relay = new Relay();
    Coroutine coroutine = new Coroutine(runtime, function, relay);
    held.add(new Held(coroutine, unreachable, relay));
    return coroutine;
  }

  private static Object resume(Arguments arguments) {
    Coroutine coroutine = coroutine(arguments);
    try {
      return Results.prepend(true, coroutine.resume(arguments.from(2)));
    } catch (LuaError e) {
      return new Object[] {false, e.value()};
    }
  }

  /** No variable here holds the coroutine: the waiting stack would keep it reachable. */
  private static @Nullable Object suspend(Arguments arguments) {
    return relayOfRunning(arguments.runtime).passBack(arguments.from(1));
  }

  private static Relay relayOfRunning(LuaRuntime runtime) {
    Coroutine running = runtime.running;
    if (running == null) {
      throw new LuaError("attempt to yield across metamethod/C-call boundary");
    }
    return running.beforeYield();
  }

  /** Ends the stacks of coroutines that nobody can resume any more. */
  private void release() {
    for (Object next = unreachable.poll(); next != null; next = unreachable.poll()) {
      Held lost = (Held) next;
      held.remove(lost);
      end(lost);
    }
  }

  /** Ends all stacks. */
  void close() {
    held.forEach(this::end);
    held.clear();
  }

  private void end(Held coroutine) {
    CallState ours = runtime.callState();
    coroutine.relay.abandon();
    runtime.restore(ours);
  }

  /** What is left to know of a coroutine when it is gone. */
  private static final class Held extends PhantomReference<Coroutine> {

    private final Relay relay;

    Held(Coroutine coroutine, ReferenceQueue<Coroutine> queue, Relay relay) {
      super(coroutine, queue);
      this.relay = relay;
    }
  }

  /** What {@code wrap} returns. */
  private static final class Wrapped extends LuaFunction {

    private final LuaRuntime runtime;
    private final Coroutine coroutine;

    Wrapped(LuaRuntime runtime, Coroutine coroutine) {
      this.runtime = runtime;
      this.coroutine = coroutine;
    }

    @Override
    public @Nullable Object callAll(@Nullable Object[] arguments) {
      try {
        return coroutine.resume(arguments);
      } catch (LuaError e) {
        Object value = e.value();
        if (value == null || !Values.isText(value)) {
          throw e;
        }
        throw runtime.error(Values.latin(Values.text(value)));
      }
    }
  }
}
