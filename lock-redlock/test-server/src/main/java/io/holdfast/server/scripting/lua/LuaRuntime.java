package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Lua world: its globals, its libraries, and the call in progress. The door of this package.
 *
 * <pre>{@code
 * LuaRuntime runtime = new LuaRuntime(pulse);
 * runtime.globals().set("answer", 42.0);
 * LuaFunction chunk = runtime.compile(Bytes.of("return answer + 1"), "@user_script");
 * Object result = chunk.call();                 // 43.0; see Results for none or several
 * }</pre>
 *
 * <p>A Lua value is a Java object: {@code null} is nil, a boolean a {@link Boolean}, a number a
 * {@link Double}, a string a {@link Bytes}, a table a {@link LuaTable}, a function a {@link
 * LuaFunction}. Threads and userdata ({@code cjson.null}) are opaque. Nothing else may come in.
 *
 * <p>Errors of scripts come out as {@link LuaError}, sources that are no Lua as {@link
 * LuaSyntaxError}; what the {@link LuaPulse} throws comes out as it is.
 *
 * <p>A world shares nothing with another one. One thread uses it at a time.
 */
public final class LuaRuntime implements AutoCloseable {

  /**
   * How many host functions and metamethods may wait for Lua to return: C Lua fails at the 200th,
   * and the host's call of the script is the first.
   */
  static final int MOST_HOST_CALLS = 198;

  private static final int STEPS_PER_BEAT = 1_000;

  private final LuaPulse pulse;
  private final CoroutineLibrary coroutines;
  private final LuaTable globals = new LuaTable();
  private int stepsLeft = STEPS_PER_BEAT;
  private int calls;
  private int hostCalls;
  private int mostCalls = CallState.FIRST_MOST_CALLS;
  private boolean isDeep;

  @Nullable LuaTable stringMetatable;

  /** The innermost call. */
  @Nullable Frame top;

  /** How much deeper nodes may nest before the thread's stack might not suffice. */
  int room = CallState.BORROWED_ROOM;

  /** The coroutine that runs, if it is not the main stack. */
  @Nullable Coroutine running;

  final LuaStacks stacks;

  /** A world with the libraries of Redis 7.0, whose scripts give the host a beat now and then. */
  public LuaRuntime(LuaPulse pulse, LuaStacks stacks) {
    this.pulse = pulse;
    this.stacks = stacks;
    CoreLibrary.install(this);
    StringLibrary.install(this);
    TableLibrary.install(this);
    MathLibrary.install(this);
    BitLibrary.install(this);
    StructLibrary.install(this);
    JsonLibrary.install(this);
    MessagePackLibrary.install(this);
    coroutines = CoroutineLibrary.install(this);
  }

  /** Ends the stacks that suspended coroutines still hold; the world is not used afterwards. */
  @Override
  public void close() {
    coroutines.close();
  }

  /**
   * Closes the world for scripts: no table that is reachable from the globals can be written any
   * more, the one that strings take their methods from included, and to read a global variable that
   * does not exist is an error. The host still writes as it likes.
   */
  public void protect() {
    LuaTable metatable = new LuaTable();
    metatable.set("__index", new MissingGlobal(this));
    globals.setMetatable(metatable);
    globals.makeReadOnlyThroughout();
    if (stringMetatable != null) {
      stringMetatable.makeReadOnlyThroughout();
    }
  }

  /** A new table under a global name, for a library. */
  LibraryFunction.Installer library(String name) {
    LuaTable library = new LuaTable();
    globals.set(name, library);
    return new LibraryFunction.Installer(this, library);
  }

  /** The table of global variables. */
  public LuaTable globals() {
    return globals;
  }

  /**
   * Makes a function of a source.
   *
   * @param chunkName begins with {@code @} (shown without) or {@code =}; else it is shown as a
   *     source
   * @throws LuaSyntaxError if the source is no Lua
   */
  public LuaFunction compile(Bytes source, String chunkName) {
    return compile(source, chunkName, globals);
  }

  /** As {@link #compile(Bytes, String)}, with another table in the place of the globals. */
  public LuaFunction compile(Bytes source, String chunkName, LuaTable environment) {
    int level = top == null ? 0 : hostCalls + 1;
    FunctionSyntax main = new Parser(source, chunkName, level).parse();
    return new LuaClosure(this, main.link(new Linking(environment, chunkName)), new Cell[0]);
  }

  /**
   * An error of a host function: the message behind the position of the Lua code that called it.
   */
  public LuaError error(String message) {
    return new LuaError(Values.latin(where(1) + message));
  }

  /** "chunk:line: " of the call so many levels above a host function; empty if it is not Lua. */
  String where(int level) {
    int left = level;
    for (Frame frame = top; frame != null; frame = frame.caller) {
      left--;
      if (left == 0) {
        return frame.position();
      }
      left -= frame.tailCalls;
      if (left <= 0) {
        return "";
      }
    }
    return "";
  }

  /** What the code that called the running host function calls it. */
  CalleeName callee() {
    Frame frame = top;
    return frame == null || frame.closure == null || frame.at == null
        ? CalleeName.UNKNOWN
        : frame.at.callee();
  }

  /** Counts a loop round or a call, and gives the host its beat when it is due. */
  void step() {
    if (--stepsLeft < 0) {
      stepsLeft = STEPS_PER_BEAT;
      pulse.beat();
    }
  }

  void enter(int weight) {
    if (calls >= mostCalls || room < weight) {
      throw stackOverflow();
    }
    step();
    calls++;
    room -= weight;
  }

  void leave(int formerRoom) {
    calls--;
    room = formerRoom;
  }

  private LuaError stackOverflow() {
    mostCalls = CallState.LATER_MOST_CALLS;
    return error("stack overflow");
  }

  /** Runs what nests in Java, such as a document in a document, on a stack that suffices. */
  @Nullable Object nested(int weight, Supplier<@Nullable Object> body) {
    if (needsDeeperStack(weight)) {
      return runDeeper(() -> nested(weight, body));
    }
    if (room < weight) {
      throw stackOverflow();
    }
    room -= weight;
    try {
      return body.get();
    } finally {
      room += weight;
    }
  }

  /** Whether a call of that weight should go on on a larger stack. */
  boolean needsDeeperStack(int weight) {
    return room < weight && !isDeep && stacks != LuaStacks.NONE;
  }

  /** Runs a call on a larger stack, which takes all further ones until it returns. */
  @Nullable Object runDeeper(Supplier<@Nullable Object> call) {
    int formerRoom = room;
    isDeep = true;
    room = CallState.room(CallState.DEEP_BYTES);
    Relay relay = new Relay();
    try {
      return relay.start(stacks, CallState.DEEP_BYTES, call);
    } catch (LuaError e) {
      throw relay.isStarted() ? e : stackOverflow();
    } finally {
      isDeep = false;
      room = formerRoom;
    }
  }

  CallState callState() {
    return new CallState(top, calls, hostCalls, mostCalls, room, isDeep);
  }

  void restore(CallState state) {
    top = state.top();
    calls = state.calls();
    hostCalls = state.hostCalls();
    mostCalls = state.mostCalls();
    room = state.room();
    isDeep = state.isDeep();
  }

  /** Calls any value, as a host function does. */
  @Nullable Object callFromHost(@Nullable Object function, @Nullable Object... arguments) {
    Frame mark = enterHost();
    try {
      if (function instanceof LuaFunction callable) {
        return callable.callAll(arguments);
      }
      return Metamethods.call(this, function, arguments, null);
    } finally {
      leaveHost(mark);
    }
  }

  Frame enterHost() {
    if (hostCalls >= MOST_HOST_CALLS) {
      throw new LuaError("C stack overflow");
    }
    if (calls >= mostCalls) {
      throw stackOverflow();
    }
    hostCalls++;
    calls++;
    Frame mark = new Frame(this);
    mark.caller = top;
    top = mark;
    return mark;
  }

  void leaveHost(Frame mark) {
    hostCalls--;
    calls--;
    top = mark.caller;
  }

  /** A metamethod is about to run: its caller waits in Java, as C Lua's waits in C. */
  void enterHandler() {
    if (hostCalls >= MOST_HOST_CALLS) {
      throw error("C stack overflow");
    }
    hostCalls++;
  }

  void leaveHandler() {
    hostCalls--;
  }

  /** A node or host function is about to use a value in a way that its type does not allow. */
  LuaError typeError(String action, @Nullable Object value, @Nullable Expression culprit) {
    return typeError(action, value, culprit == null ? null : culprit.described());
  }

  /** As {@link #typeError(String, Object, Expression)}, of what is so named. */
  LuaError typeError(
      String action, @Nullable Object value, Expression.@Nullable Described described) {
    String type = Values.typeName(value);
    return error(
        described == null
            ? "attempt to " + action + " a " + type + " value"
            : "attempt to %s %s '%s' (a %s value)"
                .formatted(action, described.kind(), described.name(), type));
  }

  /** The metatable of any value. */
  @Nullable LuaTable metatable(@Nullable Object value) {
    if (value instanceof LuaTable table) {
      return table.metatable();
    }
    return value instanceof Bytes ? stringMetatable : null;
  }
}
