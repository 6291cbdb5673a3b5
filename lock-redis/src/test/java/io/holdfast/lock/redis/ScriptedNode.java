package io.holdfast.lock.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes each script run down and answers none: the test does. */
final class ScriptedNode implements ScriptNode {

  record Run(
      RedisScript script,
      List<String> keys,
      List<String> args,
      CompletableFuture<List<Long>> answer) {}

  final List<Run> runs = new ArrayList<>();
  final List<String> closed;
  RuntimeException failureToClose;

  ScriptedNode(List<String> closed) {
    this.closed = closed;
  }

  Run last() {
    return runs.get(runs.size() - 1);
  }

  @Override
  public String description() {
    return "script";
  }

  @Override
  public CompletionStage<List<Long>> run(RedisScript script, String[] keys, String... args) {
    runs.add(new Run(script, List.of(keys), List.of(args), new CompletableFuture<>()));
    return last().answer();
  }

  @Override
  public void close() {
    closed.add("node");
    if (failureToClose != null) {
      throw failureToClose;
    }
  }
}
