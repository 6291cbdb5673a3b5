package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.Category.DANGEROUS;
import static io.holdfast.server.engine.Category.KEYSPACE;
import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.ALLOW_BUSY;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.NO_MULTI;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.keyspace.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All commands about the server. */
public final class ServerTable {

  private static final Set<String> SHUTDOWN_OPTIONS =
      Set.of("save", "nosave", "now", "force", "abort");

  private ServerTable() {}

  /**
   * Their declarations.
   *
   * @param shutdown ends the server
   */
  public static List<CommandSpec> table(Runnable shutdown) {
    List<CommandSpec> all = new ArrayList<>();
    all.add(ConfigCommands.container());
    all.add(CommandCommands.container());
    all.add(SlowlogCommands.container());
    all.add(LatencyCommands.container());
    all.add(MemoryCommands.container());
    all.add(DebugCommand.spec());
    all.addAll(OddCommands.table());
    all.addAll(simple(shutdown));
    return all;
  }

  /** Adds the sections of INFO that are about the server as a whole. */
  public static void addInfo(Engine engine) {
    InfoSections.addTo(engine);
  }

  private static List<CommandSpec> simple(Runnable shutdown) {
    return List.of(
        command("time", 1)
            .is(LOADING, STALE, FAST)
            .tips("nondeterministic_output")
            .does(ServerTable::time),
        command("info", -1)
            .is(LOADING, STALE)
            .in(DANGEROUS)
            .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")
            .does(ServerTable::info),
        command("flushall", -1)
            .is(WRITE)
            .in(KEYSPACE, DANGEROUS)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")
            .does(call -> flush(call, call.engine().keyspace().databases())),
        command("flushdb", -1)
            .is(WRITE)
            .in(KEYSPACE, DANGEROUS)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")
            .does(call -> flush(call, List.of(call.database()))),
        command("swapdb", 3).is(WRITE, FAST).in(KEYSPACE, DANGEROUS).does(ServerTable::swapdb),
        command("monitor", 1).is(ADMIN, NOSCRIPT, LOADING, STALE).does(ServerTable::monitor),
        command("shutdown", -1)
            .is(ADMIN, NOSCRIPT, LOADING, STALE, ALLOW_BUSY, NO_MULTI)
            .does(call -> shutdown(call, shutdown)));
  }

  private static void time(Call call) {
    long micros = call.engine().host().wallMicros();
    call.reply().array(2);
    call.reply().bulk(Long.toString(micros / 1_000_000));
    call.reply().bulk(Long.toString(micros % 1_000_000));
  }

  private static void info(Call call) {
    Set<String> wanted = new HashSet<>();
    for (int i = 1; i < call.size(); i++) {
      wanted.add(call.word(i).latin().toLowerCase(Locale.ROOT));
    }
    call.reply()
        .verbatim("txt", io.holdfast.server.bytes.Bytes.ofLatin(call.engine().info().text(wanted)));
  }

  private static void flush(Call call, List<Database> databases) {
    if (call.size() > 2 || (call.size() == 2 && !isMode(call))) {
      throw CommandError.syntax();
    }
    for (Database database : databases) {
      call.changed(database.size());
      database.clear();
    }
    call.engine().flushed();
    call.forceEffect();
    call.reply().ok();
  }

  private static boolean isMode(Call call) {
    return call.isWord(1, "sync") || call.isWord(1, "async");
  }

  private static void swapdb(Call call) {
    int first = index(call, 1, "ERR invalid first DB index");
    int second = index(call, 2, "ERR invalid second DB index");
    int count = call.engine().keyspace().count();
    if (first < 0 || first >= count || second < 0 || second >= count) {
      throw new CommandError("ERR DB index is out of range");
    }
    call.engine().keyspace().swap(first, second);
    call.changed(1);
    call.reply().ok();
  }

  private static int index(Call call, int at, String error) {
    try {
      return (int) call.integer(at, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } catch (CommandError e) {
      throw new CommandError(error);
    }
  }

  /** Nothing is on a disk, so whether to save makes no difference. */
  private static void shutdown(Call call, Runnable shutdown) {
    boolean save = false;
    boolean noSave = false;
    boolean abort = false;
    for (int i = 1; i < call.size(); i++) {
      save |= call.isWord(i, "save");
      noSave |= call.isWord(i, "nosave");
      abort |= call.isWord(i, "abort");
      if (!SHUTDOWN_OPTIONS.contains(call.word(i).toSmallLetters().latin())) {
        throw CommandError.syntax();
      }
    }
    if ((save && noSave) || (abort && call.size() > 2)) {
      throw CommandError.syntax();
    }
    if (abort) {
      throw new CommandError("ERR No shutdown in progress.");
    }
    shutdown.run();
  }

  private static void monitor(Call call) {
    if (!call.mayBlock()) {
      throw new CommandError("ERR MONITOR isn't allowed for DENY BLOCKING client");
    }
    call.engine().monitors().add(call.session());
    call.reply().ok();
  }
}
