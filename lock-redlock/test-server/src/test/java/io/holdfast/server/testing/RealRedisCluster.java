package io.holdfast.server.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Redis Cluster of real {@code redis-server} processes that share the slots evenly, all masters.
 * Whoever starts it closes it.
 */
public final class RealRedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;

  private final List<RealRedis> nodes = new ArrayList<>();
  private final List<Integer> busPorts = new ArrayList<>();

  private RealRedisCluster() {}

  /** Starts that many masters and awaits that each of them serves. */
  public static RealRedisCluster start(int masters) {
    RealRedisCluster cluster = new RealRedisCluster();
    try {
      for (int i = 0; i < masters; i++) {
        cluster.addNode();
      }
      cluster.join();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void addNode() {
    // The bus has a port of its own choice: by default it is the port + 10000, which may not exist.
    int busPort = RealRedis.freePort();
    busPorts.add(busPort);
    nodes.add(
        RealRedis.start(
            "--cluster-enabled",
            "yes",
            "--cluster-port",
            Integer.toString(busPort),
            "--cluster-node-timeout",
            "2000"));
  }

  private void join() {
    for (int i = 0; i < nodes.size(); i++) {
      int first = i * SLOTS / nodes.size();
      int last = (i + 1) * SLOTS / nodes.size() - 1;
      command(i, "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      command(i, "CLUSTER", "ADDSLOTSRANGE", Integer.toString(first), Integer.toString(last));
      if (i > 0) {
        String port = Integer.toString(nodes.get(i).port());
        command(0, "CLUSTER", "MEET", "127.0.0.1", port, Integer.toString(busPorts.get(i)));
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> nodes.stream().allMatch(this::serves));
  }

  private boolean serves(RealRedis node) {
    try (RespClient client = node.client()) {
      String state = client.command("CLUSTER", "INFO");
      return state.contains("cluster_state:ok")
          && state.contains("cluster_slots_ok:" + SLOTS)
          && state.contains("cluster_known_nodes:" + nodes.size());
    }
  }

  private void command(int node, String... words) {
    try (RespClient client = nodes.get(node).client()) {
      String reply = client.command(words);
      if (reply.startsWith("-")) {
        throw new IllegalStateException(String.join(" ", words) + ": " + reply);
      }
    }
  }

  /** Its nodes, in the order of their slots. */
  public List<RealRedis> nodes() {
    return List.copyOf(nodes);
  }

  /** The addresses of all nodes. */
  public List<String> uris() {
    return nodes.stream().map(RealRedis::uri).collect(Collectors.toList());
  }

  @Override
  public void close() {
    nodes.forEach(RealRedis::close);
  }
}
