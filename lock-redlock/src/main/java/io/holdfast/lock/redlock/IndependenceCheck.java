package io.holdfast.lock.redlock;

import io.holdfast.lock.redis.ServerFacts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that each node is a master of its own. One server under two addresses, or a master and
 * its replica, would vote twice and fail together.
 */
final class IndependenceCheck {

  private final Map<String, String> addressByRunId = new ConcurrentHashMap<>();

  /**
   * What speaks against the server that answers at that address, in one sentence; null if nothing
   * does.
   */
  @Nullable String objection(String address, ServerFacts facts) {
    if (facts.replicaOf() != null) {
      return "%s is a replica of %s; name independent masters only"
          .formatted(address, facts.replicaOf());
    }
    if (facts.clustered()) {
      return "%s is a node of a Redis Cluster; name independent masters only".formatted(address);
    }
    // The run id that this address had before its restart is nobody's any more.
    addressByRunId.entrySet().removeIf(known -> known.getValue().equals(address));
    String other = addressByRunId.putIfAbsent(facts.runId(), address);
    return other == null
        ? null
        : "%s and %s are one and the same server; name each master once".formatted(other, address);
  }
}
