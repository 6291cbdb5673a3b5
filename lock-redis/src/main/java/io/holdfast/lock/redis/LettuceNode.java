package io.holdfast.lock.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Runs scripts on one Lettuce connection, to a single server or a cluster. */
final class LettuceNode implements ScriptNode {

  private final String description;
  private final StatefulConnection<String, String> connection;
  private final RedisClusterAsyncCommands<String, String> commands;
  private final Duration requestTimeout;
  private final boolean timesOutItself;

  /**
   * Over a connection that this node closes.
   *
   * @param timesOutItself whether the connection's client was set to end commands after the request
   *     timeout; a caller's own client may not be
   */
  LettuceNode(
      String description,
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands,
      Duration requestTimeout,
      boolean timesOutItself) {
    this.description = description;
    this.connection = connection;
    this.commands = commands;
    this.requestTimeout = requestTimeout;
    this.timesOutItself = timesOutItself;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public CompletionStage<List<Long>> run(Script script, String[] keys, String... args) {
    CompletionStage<List<Long>> known =
        commands.evalsha(script.digest(), ScriptOutputType.MULTI, keys, args);
    // A server that does not know the script has not run it, so sending it whole is safe.
    return bounded(known)
        .exceptionallyCompose(
            failure ->
                LettuceFailures.root(failure) instanceof RedisNoScriptException
                    ? bounded(commands.eval(script.text(), ScriptOutputType.MULTI, keys, args))
                    : CompletableFuture.failedStage(failure))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedStage(LettuceFailures.at(description, failure)));
  }

  private <T> CompletionStage<T> bounded(CompletionStage<T> answer) {
    return timesOutItself
        ? answer
        : answer
            .toCompletableFuture()
            .copy()
            .orTimeout(requestTimeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    connection.close();
  }
}
