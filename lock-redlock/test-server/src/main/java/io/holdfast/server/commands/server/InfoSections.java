package io.holdfast.server.commands.server;

import io.holdfast.server.engine.Durations;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.PubSub;
import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.engine.Session;
import io.holdfast.server.engine.Stats;
import io.holdfast.server.keyspace.Database;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** The sections of INFO about the server as a whole, with the fields of Redis 7.0 in its order. */
final class InfoSections {

  private InfoSections() {}

  static void addTo(Engine engine) {
    String runId = randomId(engine);
    String replicationId = randomId(engine);
    engine.info().section("Server", line -> server(engine, runId, line));
    engine.info().section("Clients", line -> clients(engine, line));
    engine.info().section("Memory", line -> MemoryFigures.write(engine, line));
    engine.info().section("Persistence", line -> persistence(engine, line));
    engine.info().section("Stats", line -> stats(engine, line));
    engine.info().section("Replication", line -> replication(engine, replicationId, line));
    engine.info().section("CPU", InfoSections::cpu);
    engine.info().section("Modules", line -> {});
    engine.info().section("Commandstats", line -> commands(engine.stats(), line));
    engine.info().section("Errorstats", line -> errors(engine.stats(), line));
    engine.info().section("Latencystats", line -> latency(engine, line));
    engine.info().section("Cluster", line -> line.accept("cluster_enabled", 0));
    engine.info().section("Keyspace", line -> keyspace(engine, line));
  }

  private static String randomId(Engine engine) {
    byte[] id = new byte[20];
    engine.host().entropy().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private static void server(Engine engine, String runId, BiConsumer<String, Object> line) {
    long upSeconds = (engine.host().wallMillis() - engine.startedAtMillis()) / 1_000;
    line.accept("redis_version", ServerVersion.TEXT);
    line.accept("redis_git_sha1", "00000000");
    line.accept("redis_git_dirty", 0);
    line.accept("redis_build_id", "0");
    line.accept("redis_mode", "standalone");
    line.accept("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    line.accept("arch_bits", 64);
    line.accept("monotonic_clock", "POSIX clock_gettime");
    line.accept("multiplexing_api", "epoll");
    line.accept("atomicvar_api", "c11-builtin");
    line.accept("gcc_version", "0.0.0");
    line.accept("process_id", ProcessHandle.current().pid());
    line.accept("process_supervised", "no");
    line.accept("run_id", runId);
    line.accept("tcp_port", engine.config().port.get());
    line.accept("server_time_usec", engine.host().wallMicros());
    line.accept("uptime_in_seconds", upSeconds);
    line.accept("uptime_in_days", upSeconds / Duration.ofDays(1).toSeconds());
    line.accept("hz", 10);
    line.accept("configured_hz", 10);
    line.accept("lru_clock", engine.host().wallMillis() / 1_000 & 0xff_ffff);
    line.accept("executable", "");
    line.accept("config_file", "");
    line.accept("io_threads_active", 0);
  }

  private static void clients(Engine engine, BiConsumer<String, Object> line) {
    int input = 0;
    int output = 0;
    for (Session session : engine.sessions()) {
      input = Math.max(input, session.pendingInput());
      output = Math.max(output, session.out().size());
    }
    line.accept("connected_clients", engine.sessions().size());
    line.accept("cluster_connections", 0);
    line.accept("maxclients", engine.config().maxClients.get());
    line.accept("client_recent_max_input_buffer", input);
    line.accept("client_recent_max_output_buffer", output);
    line.accept("blocked_clients", engine.blocked().count());
    line.accept("tracking_clients", engine.tracking().sessions());
    line.accept("clients_in_timeout_table", engine.blocked().count());
  }

  private static void persistence(Engine engine, BiConsumer<String, Object> line) {
    line.accept("loading", 0);
    line.accept("async_loading", 0);
    line.accept("rdb_changes_since_last_save", engine.stats().changesSinceSave());
    line.accept("rdb_bgsave_in_progress", 0);
    line.accept("rdb_last_save_time", engine.startedAtMillis() / 1_000);
    line.accept("rdb_last_bgsave_status", "ok");
    line.accept("aof_enabled", engine.config().appendOnly.get() ? 1 : 0);
    line.accept("aof_rewrite_in_progress", 0);
    line.accept("aof_rewrite_scheduled", 0);
    line.accept("aof_last_bgrewrite_status", "ok");
    line.accept("aof_last_write_status", "ok");
  }

  private static void stats(Engine engine, BiConsumer<String, Object> line) {
    Stats stats = engine.stats();
    line.accept("total_connections_received", stats.connections());
    line.accept("total_commands_processed", stats.commandCount());
    line.accept("instantaneous_ops_per_sec", 0);
    line.accept("total_net_input_bytes", stats.bytesIn());
    line.accept("total_net_output_bytes", stats.bytesOut());
    line.accept("total_net_repl_input_bytes", 0);
    line.accept("total_net_repl_output_bytes", 0);
    line.accept("rejected_connections", stats.rejectedConnections());
    line.accept("sync_full", 0);
    line.accept("sync_partial_ok", 0);
    line.accept("sync_partial_err", 0);
    line.accept("expired_keys", stats.expiredKeys());
    line.accept("evicted_keys", stats.evictedKeys());
    line.accept("evicted_clients", 0);
    line.accept("keyspace_hits", stats.hits());
    line.accept("keyspace_misses", stats.misses());
    line.accept("pubsub_channels", engine.pubSub().active(PubSub.Kind.CHANNEL).size());
    line.accept("pubsub_patterns", engine.pubSub().active(PubSub.Kind.PATTERN).size());
    line.accept("pubsubshard_channels", engine.pubSub().active(PubSub.Kind.SHARD).size());
    line.accept("latest_fork_usec", 0);
    line.accept("total_forks", 0);
    line.accept("migrate_cached_sockets", 0);
    line.accept("tracking_total_keys", engine.tracking().keys());
    line.accept("tracking_total_items", engine.tracking().items());
    line.accept("tracking_total_prefixes", engine.tracking().prefixes());
    line.accept("unexpected_error_replies", 0);
    line.accept(
        "total_error_replies", stats.errors().values().stream().mapToLong(Long::longValue).sum());
    line.accept("dump_payload_sanitizations", 0);
    line.accept("total_reads_processed", stats.reads());
    line.accept("total_writes_processed", stats.writes());
    line.accept("io_threaded_reads_processed", 0);
    line.accept("io_threaded_writes_processed", 0);
  }

  private static void replication(
      Engine engine, String replicationId, BiConsumer<String, Object> line) {
    line.accept("role", "master");
    line.accept("connected_slaves", 0);
    line.accept("master_failover_state", "no-failover");
    line.accept("master_replid", replicationId);
    line.accept("master_replid2", "0".repeat(replicationId.length()));
    line.accept("master_repl_offset", 0);
    line.accept("second_repl_offset", -1);
    line.accept("repl_backlog_active", 0);
    line.accept("repl_backlog_size", engine.config().text("repl-backlog-size"));
    line.accept("repl_backlog_first_byte_offset", 0);
    line.accept("repl_backlog_histlen", 0);
  }

  private static void cpu(BiConsumer<String, Object> line) {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    String seconds = "%d.%06d".formatted(used.toSeconds(), used.toNanosPart() / 1_000);
    line.accept("used_cpu_sys", "0.000000");
    line.accept("used_cpu_user", seconds);
    line.accept("used_cpu_sys_children", "0.000000");
    line.accept("used_cpu_user_children", "0.000000");
    line.accept("used_cpu_sys_main_thread", "0.000000");
    line.accept("used_cpu_user_main_thread", seconds);
  }

  private static void errors(Stats stats, BiConsumer<String, Object> line) {
    stats.errors().forEach((code, count) -> line.accept("errorstat_" + code, "count=" + count));
  }

  private static void commands(Stats stats, BiConsumer<String, Object> line) {
    for (Map.Entry<String, Stats.OfCommand> command : stats.commands().entrySet()) {
      Stats.OfCommand of = command.getValue();
      line.accept(
          "cmdstat_" + command.getKey(),
          String.format(
              Locale.ROOT,
              "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
              of.calls(),
              of.micros(),
              of.calls() == 0 ? 0.0 : (double) of.micros() / of.calls(),
              of.rejected(),
              of.failed()));
    }
  }

  private static void latency(Engine engine, BiConsumer<String, Object> line) {
    String percentiles = engine.config().latencyPercentiles.get();
    if (!engine.config().latencyTracking.get() || percentiles.isEmpty()) {
      return;
    }
    engine
        .stats()
        .commands()
        .forEach(
            (name, of) -> {
              if (of.durations().total() > 0) {
                line.accept(
                    "latency_percentiles_usec_" + name,
                    percentiles(of.durations(), percentiles.split(" ")));
              }
            });
  }

  private static String percentiles(Durations durations, String[] percentiles) {
    StringBuilder text = new StringBuilder();
    for (String percentile : percentiles) {
      double micros = durations.percentileMicros(Double.parseDouble(percentile));
      text.append(text.isEmpty() ? "" : ",")
          .append(String.format(Locale.ROOT, "p%s=%.3f", percentile, micros));
    }
    return text.toString();
  }

  private static void keyspace(Engine engine, BiConsumer<String, Object> line) {
    for (Database database : engine.keyspace().databases()) {
      if (database.size() > 0) {
        line.accept(
            "db" + database.index(),
            "keys=%d,expires=%d,avg_ttl=%d"
                .formatted(
                    database.size(), database.volatileSize(), database.averageTimeToLiveMillis()));
      }
    }
  }
}
