package io.holdfast.lock.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A place that runs scripts: a Redis through Lettuce, or a simulated one. */
interface ScriptNode extends AutoCloseable {

  /** Where it is, without credentials. */
  String description();

  /**
   * Runs the script once. The stage completes within the request timeout, and fails with {@link
   * io.holdfast.lock.spi.BackendException} only; after a failure the script may or may not have
   * run.
   *
   * @param keys all in one slot
   */
  CompletionStage<List<Long>> run(RedisScript script, String[] keys, String... args);

  @Override
  void close();
}
