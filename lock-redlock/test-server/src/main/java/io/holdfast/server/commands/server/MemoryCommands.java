package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.keyspace.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/** MEMORY. */
final class MemoryCommands {

  private static final long TOO_SMALL_TO_JUDGE = 5 << 20;
  private static final String TOO_SMALL =
      "Hi Sam, this instance is empty or is using very little memory, my issue detector can't be"
          + " used in these conditions. Please, leave for your mission on Earth and fill it with"
          + " some data. The new Sam and I will be back to our programming as soon as I finished"
          + " rebooting.\n";
  private static final String NO_ISSUE =
      "Hi Sam, I can't find any memory issue in your instance. I can only account for what occurs"
          + " on this base.\n";
  private static final String UNDETERMINED = "nondeterministic_output";
  private static final int BYTES_A_BUCKET = 32;

  private MemoryCommands() {}

  static CommandSpec container() {
    return command("memory", -2)
        .contains(
            report("doctor").does(MemoryCommands::doctor),
            Help.of("memory"),
            report("malloc-stats").does(MemoryCommands::mallocStats),
            command("memory|purge", 2)
                .tips("request_policy:all_shards", "response_policy:all_succeeded")
                .does(call -> call.reply().ok()),
            report("stats").does(MemoryCommands::stats),
            command("memory|usage", -3)
                .is(READONLY)
                .keys(KeySpec.one(2, "RO"))
                .does(MemoryCommands::usage));
  }

  private static CommandSpec.Builder report(String name) {
    return command("memory|" + name, 2)
        .tips(UNDETERMINED, "request_policy:all_shards", "response_policy:special");
  }

  private static void doctor(Call call) {
    boolean small = call.engine().memory().usedBytes() < TOO_SMALL_TO_JUDGE;
    call.reply().verbatim("txt", Bytes.of(small ? TOO_SMALL : NO_ISSUE));
  }

  private static void mallocStats(Call call) {
    call.reply().bulk("Stats not supported for the current allocator");
  }

  private static void usage(Call call) {
    for (int i = 3; i < call.size(); i += 2) {
      if (!call.isWord(i, "samples") || !call.has(i + 1) || call.integer(i + 1) < 0) {
        throw CommandError.syntax();
      }
    }
    Entry entry = call.entry(call.word(2));
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().integer(entry.footprint());
    }
  }

  private static void stats(Call call) {
    Engine engine = call.engine();
    long used = engine.memory().usedBytes();
    long overhead = engine.memory().overheadBytes();
    long keys = engine.keyspace().databases().stream().mapToLong(Database::size).sum();
    Map<String, Long> whole = new LinkedHashMap<>();
    whole.put("peak.allocated", engine.memory().peakBytes());
    whole.put("total.allocated", used);
    whole.put("startup.allocated", overhead);
    whole.put("replication.backlog", 0L);
    whole.put("clients.slaves", 0L);
    whole.put("clients.normal", 0L);
    whole.put("cluster.links", 0L);
    whole.put("aof.buffer", 0L);
    whole.put("lua.caches", 0L);
    whole.put("functions.caches", 0L);
    long databases = engine.keyspace().databases().stream().filter(one -> one.size() > 0).count();
    call.reply().map(whole.size() + (int) databases + 5);
    whole.forEach((name, value) -> number(call, name, value));
    engine.keyspace().databases().stream()
        .filter(database -> database.size() > 0)
        .forEach(database -> database(call, database));
    number(call, "overhead.total", overhead);
    number(call, "keys.count", keys);
    number(call, "keys.bytes-per-key", keys == 0 ? 0 : (used - overhead) / keys);
    number(call, "dataset.bytes", used - overhead);
    call.reply().bulk("dataset.percentage");
    call.reply().real(100.0 * (used - overhead) / used);
  }

  private static void database(Call call, Database database) {
    call.reply().bulk("db." + database.index());
    call.reply().map(3);
    number(call, "overhead.hashtable.main", (long) BYTES_A_BUCKET * database.size());
    number(call, "overhead.hashtable.expires", (long) BYTES_A_BUCKET * database.volatileSize());
    number(call, "overhead.hashtable.slot-to-keys", 0);
  }

  private static void number(Call call, String name, long value) {
    call.reply().bulk(name);
    call.reply().integer(value);
  }
}
