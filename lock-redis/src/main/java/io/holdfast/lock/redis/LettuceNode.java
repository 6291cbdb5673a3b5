package io.holdfast.lock.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs scripts on one Lettuce connection, to a single server or a cluster.
 *
 * <p>Lettuce sends a command again after a reconnect that was under way when the connection broke:
 * always where commands are buffered, and before 7.x also where they are rejected. A release that
 * is served twice would say that the lease had run out. So this node listens for lost connections
 * and ends what is under way as failed, which is what nobody can know better; a command that has
 * ended is not sent again (RedisOutageIT, cut after it was applied).
 */
final class LettuceNode implements ScriptNode, RedisConnectionStateListener {

  private final String description;
  private final AbstractRedisClient client;
  private final StatefulConnection<String, String> connection;
  private final RedisClusterAsyncCommands<String, String> commands;
  private final Duration requestTimeout;
  private final boolean timesOutItself;
  private final Set<RedisFuture<?>> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger losses = new AtomicInteger();

  private LettuceNode(
      Place place,
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands) {
    this.description = place.description();
    this.client = place.client();
    this.connection = connection;
    this.commands = commands;
    this.requestTimeout = place.requestTimeout();
    this.timesOutItself = place.timesOutItself();
  }

  /**
   * Where a node is.
   *
   * @param timesOutItself whether the client was set to end commands after the request timeout; a
   *     caller's own client may not be
   */
  record Place(
      String description,
      AbstractRedisClient client,
      Duration requestTimeout,
      boolean timesOutItself) {}

  /** Over a connection that the node closes. */
  static LettuceNode over(StatefulRedisConnection<String, String> connection, Place place) {
    return listening(new LettuceNode(place, connection, connection.async()));
  }

  /** Over a connection to a cluster, that the node closes. */
  static LettuceNode over(StatefulRedisClusterConnection<String, String> connection, Place place) {
    return listening(new LettuceNode(place, connection, connection.async()));
  }

  private static LettuceNode listening(LettuceNode node) {
    node.client.addListener(node);
    return node;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public CompletionStage<List<Long>> run(RedisScript script, String[] keys, String... args) {
    // A server that does not know the script has not run it, so sending it whole is safe.
    return told(
        this.<List<Long>>send(
                () -> commands.evalsha(script.digest(), ScriptOutputType.MULTI, keys, args))
            .exceptionallyCompose(
                failure ->
                    LettuceFailures.root(failure) instanceof RedisNoScriptException
                        ? send(
                            () -> commands.eval(script.text(), ScriptOutputType.MULTI, keys, args))
                        : CompletableFuture.failedStage(failure)));
  }

  /** How often its connection was lost. */
  int losses() {
    return losses.get();
  }

  /** Whether there is a connection now. */
  boolean isConnected() {
    return connection.isOpen();
  }

  /** Whether that is its connection. */
  boolean isOver(RedisChannelHandler<?, ?> other) {
    return other == connection;
  }

  /** What INFO says in those sections, one behind the other. */
  CompletionStage<String> info(String... sections) {
    CompletionStage<String> all = CompletableFuture.completedStage("");
    for (String section : sections) {
      // Sent here and now, all of them, before the first is answered.
      all = all.thenCombine(send(() -> commands.info(section)), String::concat);
    }
    return told(all);
  }

  /** The value of a directive; empty where there is none of that name. */
  CompletionStage<String> directive(String name) {
    return told(
        send(() -> commands.configGet(name)).thenApply(found -> found.getOrDefault(name, "")));
  }

  private <T> CompletionStage<T> told(CompletionStage<T> answer) {
    return answer.exceptionallyCompose(
        failure -> CompletableFuture.failedStage(LettuceFailures.at(description, failure)));
  }

  private <T> CompletionStage<T> send(Supplier<RedisFuture<T>> command) {
    int lossesBefore = losses.get();
    RedisFuture<T> answer;
    try {
      answer = command.get();
    } catch (RuntimeException e) { // As Lettuce does where the connection is closed.
      return CompletableFuture.failedStage(e);
    }
    underWay.add(answer);
    if (losses.get() != lossesBefore) {
      endAsLost(answer); // The loss was told before this command could be found.
    }
    CompletionStage<T> ended = answer.whenComplete((reply, failure) -> underWay.remove(answer));
    return timesOutItself ? ended : bounded(answer);
  }

  private <T> CompletionStage<T> bounded(RedisFuture<T> answer) {
    return answer
        .toCompletableFuture()
        .copy()
        .orTimeout(requestTimeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete(
            (reply, failure) -> {
              if (failure instanceof TimeoutException) {
                answer.cancel(true); // What was not sent yet is not to be sent any more.
              }
            });
  }

  @Override
  public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
    boolean partOfTheCluster =
        connection instanceof StatefulRedisClusterConnection
            && !(lost instanceof StatefulRedisPubSubConnection);
    if (lost == connection || partOfTheCluster) {
      losses.incrementAndGet();
      underWay.forEach(LettuceNode::endAsLost);
    }
  }

  private static void endAsLost(RedisFuture<?> answer) {
    answer
        .toCompletableFuture()
        .completeExceptionally(new RedisException("the connection was lost before the answer"));
  }

  @Override
  public void close() {
    client.removeListener(this);
    connection.close();
  }
}
