package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** What was queued between MULTI and EXEC. */
public final class Transaction {

  /** A queued request. */
  @SuppressWarnings("ArrayRecordComponent") // A request is never compared, and never changed.
  public record Queued(CommandSpec spec, Bytes[] words) {}

  private final List<Queued> queue = new ArrayList<>();
  private boolean aborted;

  void queue(CommandSpec spec, Bytes[] words) {
    queue.add(new Queued(spec, words));
  }

  /** Whether something that was queued is refused while memory is full. */
  boolean needsMemory() {
    return queue.stream().anyMatch(queued -> queued.spec().is(CommandFlag.DENYOOM));
  }

  /** A request could not be queued, so EXEC is to refuse. */
  public void abort() {
    aborted = true;
  }

  /** Whether a request could not be queued. */
  public boolean isAborted() {
    return aborted;
  }

  /** What was queued, in order. */
  public List<Queued> queued() {
    return queue;
  }
}
