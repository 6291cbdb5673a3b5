package io.holdfast.server.commands.server;

import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.engine.Session;
import io.holdfast.server.engine.Stats;
import io.holdfast.server.keyspace.Database;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;

/** The sections of INFO about the server as a whole. */
final class InfoSections {

  private InfoSections() {}

  static void addTo(Engine engine) {
    String runId = runId(engine);
    long startedAt = engine.host().wallMillis();
    engine.info().section("Server", line -> server(engine, runId, startedAt, line));
    engine.info().section("Clients", line -> clients(engine, line));
    engine.info().section("Memory", line -> memory(engine, line));
    engine.info().section("Persistence", line -> persistence(engine, line));
    engine.info().section("Stats", line -> stats(engine.stats(), line));
    engine.info().section("Replication", line -> replication(runId, line));
    engine.info().section("Errorstats", line -> errors(engine.stats(), line));
    engine.info().section("Commandstats", line -> commands(engine.stats(), line));
    engine.info().section("Cluster", line -> line.accept("cluster_enabled", 0));
    engine.info().section("Keyspace", line -> keyspace(engine, line));
  }

  private static String runId(Engine engine) {
    byte[] id = new byte[20];
    engine.host().entropy().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private static void server(
      Engine engine, String runId, long startedAt, BiConsumer<String, Object> line) {
    long upSeconds = (engine.host().wallMillis() - startedAt) / 1_000;
    line.accept("redis_version", ServerVersion.TEXT);
    line.accept("redis_mode", "standalone");
    line.accept("process_id", ProcessHandle.current().pid());
    line.accept("run_id", runId);
    line.accept("tcp_port", engine.config().port.get());
    line.accept("server_time_usec", engine.host().wallMicros());
    line.accept("uptime_in_seconds", upSeconds);
    line.accept("uptime_in_days", upSeconds / 86_400);
  }

  private static void clients(Engine engine, BiConsumer<String, Object> line) {
    line.accept("connected_clients", engine.sessions().size());
    line.accept("maxclients", engine.config().maxClients.get());
    line.accept("blocked_clients", engine.sessions().stream().filter(Session::isBlocked).count());
  }

  private static void memory(Engine engine, BiConsumer<String, Object> line) {
    line.accept("maxmemory", engine.config().maxMemory.get());
    line.accept("maxmemory_policy", engine.config().maxMemoryPolicy.get());
  }

  private static void persistence(Engine engine, BiConsumer<String, Object> line) {
    line.accept("loading", 0);
    line.accept("rdb_changes_since_last_save", engine.stats().changesSinceSave());
    line.accept("aof_enabled", engine.config().appendOnly.get() ? 1 : 0);
  }

  private static void stats(Stats stats, BiConsumer<String, Object> line) {
    line.accept("total_connections_received", stats.connections());
    line.accept("total_commands_processed", stats.commandCount());
    line.accept("rejected_connections", stats.rejectedConnections());
    line.accept("expired_keys", stats.expiredKeys());
    line.accept("evicted_keys", stats.evictedKeys());
    line.accept("keyspace_hits", stats.hits());
    line.accept("keyspace_misses", stats.misses());
  }

  private static void replication(String runId, BiConsumer<String, Object> line) {
    line.accept("role", "master");
    line.accept("connected_slaves", 0);
    line.accept("master_replid", runId);
    line.accept("master_repl_offset", 0);
  }

  private static void errors(Stats stats, BiConsumer<String, Object> line) {
    stats.errors().forEach((code, count) -> line.accept("errorstat_" + code, "count=" + count));
  }

  private static void commands(Stats stats, BiConsumer<String, Object> line) {
    for (Map.Entry<String, Stats.OfCommand> command : stats.commands().entrySet()) {
      Stats.OfCommand of = command.getValue();
      line.accept(
          "cmdstat_" + command.getKey(),
          "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d"
              .formatted(
                  of.calls(),
                  of.micros(),
                  of.calls() == 0 ? 0.0 : (double) of.micros() / of.calls(),
                  of.rejected(),
                  of.failed()));
    }
  }

  private static void keyspace(Engine engine, BiConsumer<String, Object> line) {
    for (Database database : engine.keyspace().databases()) {
      if (database.size() > 0) {
        line.accept(
            "db" + database.index(),
            "keys=%d,expires=%d,avg_ttl=0".formatted(database.size(), database.volatileSize()));
      }
    }
  }
}
