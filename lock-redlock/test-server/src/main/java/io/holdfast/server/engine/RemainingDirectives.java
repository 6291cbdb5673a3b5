package io.holdfast.server.engine;

import static io.holdfast.server.engine.Directives.choice;
import static io.holdfast.server.engine.Directives.choices;
import static io.holdfast.server.engine.Directives.memory;
import static io.holdfast.server.engine.Directives.memoryOrPercent;
import static io.holdfast.server.engine.Directives.number;
import static io.holdfast.server.engine.Directives.octal;
import static io.holdfast.server.engine.Directives.text;
import static io.holdfast.server.engine.Directives.yesNo;

import java.util.List;

/**
 * The directives of Redis 7.0 that nothing in this server asks for. They are checked and remembered
 * like the others, so that a redis.conf that a real server takes is taken here, and CONFIG answers
 * the same.
 */
final class RemainingDirectives {

  private static final long MOST = Long.MAX_VALUE;
  private static final long MOST_INT = Integer.MAX_VALUE;
  private static final long MOST_PORT = 65_535;
  private static final long MOST_UNSIGNED_INT = (1L << 32) - 1;

  private RemainingDirectives() {}

  static List<List<Directive<?>>> all() {
    return List.of(ofProcess(), ofMemory(), ofPersistence(), ofReplication(), ofCluster(), ofTls());
  }

  private static List<Directive<?>> ofProcess() {
    return List.of(
        yesNo("io-threads-do-reads", false).immutable(),
        number("io-threads", 1, 1, 128).immutable(),
        yesNo("always-show-logo", false).immutable(),
        yesNo("set-proc-title", true).immutable(),
        yesNo("dynamic-hz", true),
        yesNo("syslog-enabled", false).immutable(),
        text("syslog-ident", "redis").immutable(),
        choice("syslog-facility", "local0", facilities()).immutable(),
        yesNo("crash-log-enabled", true),
        yesNo("crash-memcheck-enabled", true),
        yesNo("disable-thp", true).immutable(),
        choice("supervised", "no", "upstart", "systemd", "auto", "no").immutable(),
        text("server_cpulist", "").immutable(),
        text("bio_cpulist", "").immutable(),
        text("aof_rewrite_cpulist", "").immutable(),
        text("bgsave_cpulist", "").immutable(),
        text("ignore-warnings", ""),
        text("proc-title-template", "{title} {listen-addr} {server-mode}"),
        text("bind-source-addr", ""),
        choice("oom-score-adj", "no", "no", "yes", "relative", "absolute"),
        text("oom-score-adj-values", "0 200 800").words(),
        number("tcp-backlog", 511, 0, MOST_INT).immutable(),
        number("tcp-keepalive", 300, 0, MOST_INT),
        number("socket-mark-id", 0, 0, MOST_UNSIGNED_INT).immutable(),
        octal("unixsocketperm", 0777).immutable(),
        number("hz", 10, 0, MOST_INT),
        number("shutdown-timeout", 10, 0, MOST_INT),
        choices("shutdown-on-sigint", "default", "default", "save", "nosave", "now", "force"),
        choices("shutdown-on-sigterm", "default", "default", "save", "nosave", "now", "force"),
        choice("enable-module-command", "no", "no", "yes", "local").immutable());
  }

  private static String[] facilities() {
    return new String[] {
      "user", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"
    };
  }

  private static List<Directive<?>> ofMemory() {
    return List.of(
        yesNo("activerehashing", true),
        yesNo("lazyfree-lazy-eviction", false),
        yesNo("lazyfree-lazy-expire", false),
        yesNo("lazyfree-lazy-server-del", false),
        yesNo("lazyfree-lazy-user-del", false),
        yesNo("lazyfree-lazy-user-flush", false),
        yesNo("jemalloc-bg-thread", true),
        yesNo("activedefrag", false),
        number("active-defrag-cycle-min", 1, 1, 99),
        number("active-defrag-cycle-max", 25, 1, 99),
        number("active-defrag-threshold-lower", 10, 0, 1_000),
        number("active-defrag-threshold-upper", 100, 0, 1_000),
        number("active-defrag-max-scan-fields", 1_000, 1, MOST),
        memory("active-defrag-ignore-bytes", 100 << 20, 1, MOST),
        number("active-expire-effort", 1, 1, 10),
        number("maxmemory-eviction-tenacity", 10, 0, 100),
        memoryOrPercent("maxmemory-clients"),
        number("tracking-table-max-keys", 1_000_000, 0, MOST));
  }

  private static List<Directive<?>> ofPersistence() {
    return List.of(
        yesNo("rdbchecksum", true).immutable(),
        yesNo("rdbcompression", true),
        yesNo("rdb-del-sync-files", false),
        yesNo("rdb-save-incremental-fsync", true),
        yesNo("stop-writes-on-bgsave-error", true),
        choice("sanitize-dump-payload", "no", "no", "yes", "clients"),
        text("dbfilename", "dump.rdb").guarded(),
        text("appendfilename", "appendonly.aof").immutable(),
        text("appenddirname", "appendonlydir").immutable(),
        yesNo("aof-rewrite-incremental-fsync", true),
        yesNo("no-appendfsync-on-rewrite", false),
        yesNo("aof-load-truncated", true),
        yesNo("aof-use-rdb-preamble", true),
        yesNo("aof-timestamp-enabled", false),
        yesNo("aof-disable-auto-gc", false),
        number("auto-aof-rewrite-percentage", 100, 0, MOST_INT),
        memory("auto-aof-rewrite-min-size", 64 << 20, 0, MOST));
  }

  private static List<Directive<?>> ofReplication() {
    return List.of(
        text("replicaof", "").alias("slaveof").immutable(),
        text("masteruser", ""),
        text("masterauth", ""),
        text("replica-announce-ip", "").alias("slave-announce-ip"),
        number("replica-announce-port", 0, 0, MOST_PORT).alias("slave-announce-port"),
        yesNo("replica-announced", true),
        yesNo("replica-lazy-flush", false).alias("slave-lazy-flush"),
        yesNo("replica-serve-stale-data", true).alias("slave-serve-stale-data"),
        yesNo("replica-read-only", true).alias("slave-read-only"),
        yesNo("replica-ignore-maxmemory", true).alias("slave-ignore-maxmemory"),
        yesNo("replica-ignore-disk-write-errors", false),
        number("replica-priority", 100, 0, MOST_INT).alias("slave-priority"),
        yesNo("repl-disable-tcp-nodelay", false),
        yesNo("repl-diskless-sync", true),
        number("repl-diskless-sync-delay", 5, 0, MOST_INT),
        number("repl-diskless-sync-max-replicas", 0, 0, MOST_INT),
        choice("repl-diskless-load", "disabled", "disabled", "on-empty-db", "swapdb"),
        memory("repl-backlog-size", 1 << 20, 1, MOST),
        number("repl-backlog-ttl", 3_600, 0, MOST),
        number("repl-timeout", 60, 1, MOST_INT),
        number("repl-ping-replica-period", 10, 1, MOST_INT).alias("repl-ping-slave-period"),
        number("min-replicas-to-write", 0, 0, MOST_INT).alias("min-slaves-to-write"),
        number("min-replicas-max-lag", 10, 0, MOST_INT).alias("min-slaves-max-lag"),
        choice("propagation-error-behavior", "ignore", "ignore", "panic", "panic-on-replicas"));
  }

  private static List<Directive<?>> ofCluster() {
    return List.of(
        yesNo("cluster-enabled", false).immutable(),
        text("cluster-config-file", "nodes.conf").immutable(),
        number("cluster-node-timeout", 15_000, 0, MOST),
        number("cluster-port", 0, 0, MOST_PORT).immutable(),
        text("cluster-announce-ip", ""),
        text("cluster-announce-hostname", ""),
        number("cluster-announce-port", 0, 0, MOST_PORT),
        number("cluster-announce-tls-port", 0, 0, MOST_PORT),
        number("cluster-announce-bus-port", 0, 0, MOST_PORT),
        choice("cluster-preferred-endpoint-type", "ip", "ip", "hostname", "unknown-endpoint"),
        number("cluster-migration-barrier", 1, 0, MOST_INT),
        number("cluster-replica-validity-factor", 10, 0, MOST_INT)
            .alias("cluster-slave-validity-factor"),
        memory("cluster-link-sendbuf-limit", 0, 0, MOST),
        yesNo("cluster-require-full-coverage", true),
        yesNo("cluster-replica-no-failover", false).alias("cluster-slave-no-failover"),
        yesNo("cluster-allow-reads-when-down", false),
        yesNo("cluster-allow-pubsubshard-when-down", true),
        yesNo("cluster-allow-replica-migration", true));
  }

  private static List<Directive<?>> ofTls() {
    return List.of(
        number("tls-port", 0, 0, MOST_PORT).immutable(),
        number("tls-session-cache-size", 20_480, 0, MOST_INT),
        number("tls-session-cache-timeout", 300, 0, MOST_INT),
        yesNo("tls-cluster", false),
        yesNo("tls-replication", false),
        choice("tls-auth-clients", "yes", "no", "yes", "optional"),
        yesNo("tls-prefer-server-ciphers", false),
        yesNo("tls-session-caching", true),
        text("tls-cert-file", ""),
        text("tls-key-file", ""),
        text("tls-key-file-pass", ""),
        text("tls-client-cert-file", ""),
        text("tls-client-key-file", ""),
        text("tls-client-key-file-pass", ""),
        text("tls-dh-params-file", ""),
        text("tls-ca-cert-file", ""),
        text("tls-ca-cert-dir", ""),
        text("tls-protocols", ""),
        text("tls-ciphers", ""),
        text("tls-ciphersuites", ""));
  }
}
