package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.LeaseKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a client's nodes to say who they are: for a quorum of them, and then a little for the
 * others, so that what is wrong with one of them is refused now and not noticed later.
 */
final class Opening {

  private static final Duration FOR_THE_OTHERS = Duration.ofMillis(300);

  private final Quorum quorum;
  private final QuorumBackend backend;
  private final CountDownLatch quorumAnswered;
  private final CountDownLatch allAnswered;

  Opening(Quorum quorum, QuorumBackend backend) {
    this.quorum = quorum;
    this.backend = backend;
    this.quorumAnswered = new CountDownLatch(quorum.size());
    this.allAnswered = new CountDownLatch(quorum.nodes());
    for (CompletionStage<?> check : backend.firstChecks()) {
      check.thenRun(
          () -> {
            quorumAnswered.countDown();
            allAnswered.countDown();
          });
    }
  }

  /**
   * Waits.
   *
   * @throws IllegalArgumentException if a node is no independent master
   * @throws BackendException if no quorum answered in time
   */
  void await(Duration connectTimeout) {
    boolean answered = await(quorumAnswered, connectTimeout);
    await(allAnswered, answered ? FOR_THE_OTHERS : Duration.ZERO);
    List<NodeStatus> nodes = backend.status().nodes();
    for (NodeStatus node : nodes) {
      if (node.state() == NodeStatus.State.REFUSED) {
        throw new IllegalArgumentException(node.detail());
      }
    }
    if (!answered) {
      throw BackendException.lasting(
          "Cannot open locks: no quorum of %d nodes answered within %s: %s"
              .formatted(
                  quorum.size(),
                  connectTimeout,
                  String.join("; ", nodes.stream().map(NodeStatus::toString).toList())),
          null);
    }
    rehearse();
  }

  /**
   * Releases a lock that nobody has, on all nodes. The first request of a process takes many times
   * as long as any other, and a node timeout is short: so it is not to be an acquisition.
   */
  private void rehearse() {
    LeaseKey nobodys = new LeaseKey("rehearsal", "nobody", Duration.ofSeconds(1), Duration.ZERO);
    CountDownLatch done = new CountDownLatch(1);
    backend.release(nobodys).whenComplete((reply, failure) -> done.countDown());
    await(done, backend.requestTimeout());
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BackendException.passing("interrupted before the nodes had answered", e);
    }
  }
}
