package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has a quorum know the fencing token before anybody is given it.
 *
 * <p>The token is the highest that the majority gave. It is settled once the counters of a quorum
 * of nodes <i>that granted</i> are at least that high; those that are lower are raised, each only
 * while its vote stands (raise.lua). The next owner's majority shares a node with that quorum, and
 * that node granted to the next owner after it had been raised, because in between it gave the vote
 * up: so the next token is greater, whatever happened to the other nodes.
 *
 * <p>Where all nodes gave the same number, which {@link ServerClocks} sees to, there is no round.
 */
final class FencingRound {

  private final Quorum quorum;
  private final Attempt attempt;
  private final long token;
  private final AtomicInteger settled = new AtomicInteger();
  private final CompletableFuture<Long> outcome = new CompletableFuture<>();

  /**
   * A round for that token.
   *
   * @param token the highest of the majority
   */
  FencingRound(Quorum quorum, Attempt attempt, long token) {
    this.quorum = quorum;
    this.attempt = attempt;
    this.token = token;
  }

  /** The token, once a quorum knows it; fails where that took longer than the node timeout. */
  CompletionStage<Long> outcome() {
    return outcome;
  }

  /** A node granted: with the majority, or later. */
  void granted(Voter node, long nodesToken) {
    if (nodesToken >= token) {
      settle();
    } else if (!outcome.isDone()) {
      node.raise(attempt, token)
          .whenComplete(
              (raised, failure) -> {
                if (failure == null && raised) {
                  settle();
                }
              });
    }
  }

  private void settle() {
    if (quorum.isReachedBy(settled.incrementAndGet())) {
      outcome.complete(token);
    }
  }

  /** Gives it so long from now. */
  void limit(Duration nodeTimeout, TimeSource time) {
    if (outcome.isDone()) {
      return;
    }
    TimeSource.Cancellable timer = time.schedule(nodeTimeout, this::giveUp);
    outcome().whenComplete((settledToken, failure) -> timer.cancel());
  }

  private void giveUp() {
    outcome.completeExceptionally(
        BackendException.passing(
            "a quorum granted, but only %d nodes of the %d that are needed could be told the"
                    .formatted(settled.get(), quorum.size())
                + " fencing token in time",
            null));
  }
}
