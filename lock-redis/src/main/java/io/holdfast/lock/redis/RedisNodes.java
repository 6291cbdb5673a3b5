package io.holdfast.lock.redis;

import java.time.Duration;
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
    LettuceNodes opened = LettuceNodes.connecting(uris, requestTimeout);
    return new RedisNodes(opened.nodes(), opened.end());
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
