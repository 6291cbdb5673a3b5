package io.holdfast.lock.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Several nodes over one client.
 *
 * @param nodes in the order of their URIs
 * @param end what ends the client and its threads
 */
record LettuceNodes(List<RedisNode> nodes, Runnable end) {

  static LettuceNodes connecting(List<String> uris, Duration requestTimeout) {
    List<RedisURI> servers = uris.stream().map(LettuceNodes::serverUri).toList();
    LettuceConnector connector = new LettuceConnector("", requestTimeout);
    LettuceConnector.Threads threads = LettuceConnector.Threads.start(requestTimeout);
    RedisClient client = RedisClient.create(threads.resources());
    client.setOptions(connector.options(ClientOptions.builder()).build());
    List<RedisNode> nodes = new ArrayList<>();
    for (RedisURI server : servers) {
      server.setTimeout(requestTimeout);
      nodes.add(LettuceReconnectingNode.connecting(client, server, requestTimeout));
    }
    return new LettuceNodes(List.copyOf(nodes), () -> LettuceConnector.end(client, threads));
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
}
