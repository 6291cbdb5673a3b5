package io.holdfast.lock.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections to several servers that know nothing of each other, over one set of threads. Whoever
 * opens them closes them.
 */
public final class RedisNodes implements AutoCloseable {

  private final List<RedisNode> nodes;
  private final Runnable end;

  private RedisNodes(List<RedisNode> nodes, Runnable end) {
    this.nodes = nodes;
    this.end = end;
  }

  /**
   * Begins to connect to each of them, and waits for none.
   *
   * @param uris {@code redis://[user:password@]host[:port][/database]} or {@code rediss://}
   * @param requestTimeout how long one request may take before it is given up
   * @throws IllegalArgumentException if one of the URIs is none, or names Sentinels; the message
   *     repeats no password
   */
  public static RedisNodes open(List<String> uris, Duration requestTimeout) {
    List<RedisURI> parsed = uris.stream().map(RedisNodes::serverUri).toList();
    LettuceConnector connector = new LettuceConnector("", requestTimeout);
    LettuceConnector.Threads threads = LettuceConnector.Threads.start(requestTimeout);
    RedisClient client = RedisClient.create(threads.resources());
    client.setOptions(connector.options(ClientOptions.builder()).build());
    List<RedisNode> nodes = new ArrayList<>();
    for (RedisURI uri : parsed) {
      uri.setTimeout(requestTimeout);
      nodes.add(LettuceReconnectingNode.connecting(client, uri, requestTimeout));
    }
    return new RedisNodes(List.copyOf(nodes), () -> LettuceConnector.end(client, threads));
  }

  private static RedisURI serverUri(String uri) {
    RedisURI parsed = RedisLocks.Builder.parsed(uri);
    if (!parsed.getSentinels().isEmpty()) {
      throw new IllegalArgumentException(
          "a node must be one server, but %s names Sentinels"
              .formatted(LettuceConnector.describe(List.of(parsed))));
    }
    return parsed;
  }

  /** The nodes, in the order of their URIs. */
  public List<RedisNode> list() {
    return nodes;
  }

  /** Ends all connections and the threads behind them. */
  @Override
  public void close() {
    try {
      nodes.forEach(RedisNode::close);
    } finally {
      end.run();
    }
  }
}
