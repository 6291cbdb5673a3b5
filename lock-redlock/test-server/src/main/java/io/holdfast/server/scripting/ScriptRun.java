package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandFlag;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Gates;
import io.holdfast.server.engine.Session;
import io.holdfast.server.protocol.Reply;
import io.holdfast.server.scripting.lua.LuaError;
import io.holdfast.server.scripting.lua.LuaTable;
import java.io.Serial;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script or function: the commands it may call, and how it is ended when it takes too
 * long.
 */
final class ScriptRun {

  /** Ends a script; an error of Java, so that no pcall stops it. */
  private static final class Killed extends Error {
    @Serial private static final long serialVersionUID = 1;

    Killed() {
      super(null, null, false, false);
    }
  }

  /** What can run. */
  enum Kind {
    SCRIPT("@user_script", "SCRIPT KILL"),
    FUNCTION("@user_function", "FUNCTION KILL");

    private final String chunk;
    private final String killedBy;

    Kind(String chunk, String killedBy) {
      this.chunk = chunk;
      this.killedBy = killedBy;
    }

    /** What a source of that kind is called in messages. */
    String chunk() {
      return chunk;
    }

    /** What others are told while one takes too long. */
    String busyReply() {
      return "BUSY Redis is busy running a script. You can only call "
          + killedBy
          + " or SHUTDOWN NOSAVE.";
    }
  }

  /**
   * What runs, for people.
   *
   * @param name a script's digest or a function's name
   */
  record Identity(Kind kind, String name) {}

  /**
   * What it may do.
   *
   * @param readOnly whether it must not write
   * @param allowsOom whether it may write while memory is full
   */
  record Rights(boolean readOnly, boolean allowsOom) {}

  private final Engine engine;
  private final Session session;
  private final Call call;
  private final Identity identity;
  private final Rights rights;
  private final long beganNanos;
  private boolean tooLong;
  private boolean wrote;
  private boolean killed;

  ScriptRun(Engine engine, Session session, Call call, Identity identity, Rights rights) {
    this.engine = engine;
    this.session = session;
    this.call = call;
    this.identity = identity;
    this.rights = rights;
    this.beganNanos = engine.host().nanoTime();
  }

  /** What runs. */
  Identity identity() {
    return identity;
  }

  /** The request that it runs for. */
  Call request() {
    return call;
  }

  /** How long it has run. */
  long millis() {
    return (engine.host().nanoTime() - beganNanos) / 1_000_000;
  }

  /** The session that its commands run in. */
  Session session() {
    return session;
  }

  /** Whether it has run for longer than {@code busy-reply-threshold}. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether it has changed the data, so that ending it would leave half of its work. */
  boolean hasWritten() {
    return wrote;
  }

  /** Ends it at its next beat. */
  void kill() {
    killed = true;
  }

  /** Now and then while it runs: lets others be heard once it takes too long. */
  void beat() {
    if (!tooLong) {
      tooLong = millis() >= engine.config().busyReplyMillis.get();
    }
    if (tooLong) {
      engine.host().pollWhileBusy();
    }
    if (killed || engine.host().isEnding()) {
      throw new Killed();
    }
  }

  /** Runs the body; its errors come out as the reply that Redis gives. */
  @Nullable Object call(Supplier<@Nullable Object> body) {
    try {
      return body.get();
    } catch (LuaError e) {
      throw new CommandError(withPlace(message(e.value()), e.source(), e.line()));
    } catch (Killed e) {
      throw new CommandError(
          withPlace(
              "ERR Script killed by user with " + identity.kind().killedBy + ".",
              identity.kind().chunk(),
              1));
    }
  }

  static String message(@Nullable Object value) {
    if (value instanceof LuaTable table) {
      Object err = table.get("err");
      return err instanceof Bytes text ? text.latin() : "ERR unknown error";
    }
    return "ERR " + ToLua.text(value);
  }

  private String withPlace(String message, @Nullable String source, int line) {
    return source == null
        ? message
        : "%s script: %s, on %s:%d.".formatted(message, identity.name(), source, line);
  }

  /** Runs a command for the script; a refusal is a reply too. */
  Reply command(Bytes[] words) {
    CommandSpec spec = engine.commands().find(words);
    if (spec == null) {
      return new Reply.Failure("ERR Unknown Redis command called from script");
    }
    String refusal = refusal(spec, words);
    if (refusal != null) {
      return new Reply.Failure(refusal);
    }
    wrote |= spec.writes();
    return engine.runForReply(session, spec, words);
  }

  /** Whether the user that the script runs for may run that. */
  boolean mayRun(Bytes[] words) {
    CommandSpec spec = engine.commands().find(words);
    if (spec == null) {
      throw new LuaError(
          ToLua.table("err", Bytes.of("ERR Invalid command passed to redis.acl_check_cmd()")));
    }
    return engine.gates().refusalAt(Gates.Place.PERMISSION, session, spec, words) == null;
  }

  private @Nullable String refusal(CommandSpec spec, Bytes[] words) {
    if (!spec.acceptsCount(words.length)) {
      return "ERR Wrong number of args calling Redis command from script";
    }
    if (spec.is(CommandFlag.NOSCRIPT)) {
      return "ERR This Redis command is not allowed from script";
    }
    if (rights.readOnly() && spec.writes()) {
      return "ERR Write commands are not allowed from read-only scripts.";
    }
    String notPermitted = engine.gates().refusalAt(Gates.Place.PERMISSION, session, spec, words);
    if (notPermitted != null) {
      return notPermitted;
    }
    if (spec.is(CommandFlag.DENYOOM) && !wrote && !rights.allowsOom()) {
      return engine.gates().refusalAt(Gates.Place.MEMORY, session, spec, words);
    }
    return null;
  }
}
