package io.holdfast.lock.redis;

import io.holdfast.lock.spi.BackendException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param runId random, another one each time the server starts
 * @param uptime since it started, in whole seconds of its wall clock
 * @param replicaOf the address of its master; null for a master
 * @param clustered whether it is a node of a Redis Cluster
 * @param syncsEveryWrite whether each write is on its disk before it is answered ({@code appendonly
 *     yes} and {@code appendfsync always}), so that a restart forgets nothing
 */
public record ServerFacts(
    String runId,
    Duration uptime,
    @Nullable String replicaOf,
    boolean clustered,
    boolean syncsEveryWrite) {

  /**
   * Reads the answer to INFO.
   *
   * @param info its sections server, replication and persistence
   * @param appendFsync the directive appendfsync, or empty where it is not known
   * @throws BackendException if it is no such answer
   */
  static ServerFacts parse(String info, String appendFsync) {
    Map<String, String> lines = new HashMap<>();
    info.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1));
              }
            });
    String runId = lines.get("run_id");
    String uptime = lines.get("uptime_in_seconds");
    if (runId == null || uptime == null || !uptime.matches("\\d{1,12}")) {
      throw BackendException.lasting("its INFO names no run_id and no uptime_in_seconds", null);
    }
    return new ServerFacts(
        runId,
        Duration.ofSeconds(Long.parseLong(uptime)),
        "slave".equals(lines.get("role"))
            ? lines.get("master_host") + ":" + lines.get("master_port")
            : null,
        "cluster".equals(lines.get("redis_mode")),
        "1".equals(lines.get("aof_enabled")) && "always".equals(appendFsync));
  }
}
