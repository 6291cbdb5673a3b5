package io.holdfast.lock.redlock;

import io.holdfast.lock.redis.RedisNode;
import io.holdfast.lock.redis.ServerFacts;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a node's vote counts. It does while the server that answers is known to be an independent
 * master that has forgotten nothing.
 *
 * <p>What is known holds for one session only, because a restart ends the connection: a node that
 * was reconnected to is asked who it is before its votes count again. So no vote of a server that
 * has just restarted is ever taken for one of its predecessor.
 */
final class Standing {

  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long NO_SESSION = -1;

  /**
   * What is known.
   *
   * @param session in which the server said so; negative where it said nothing yet
   * @param votesFrom on the monotonic clock
   * @param runId of the server that said so
   * @param objection why it never votes in this session; null if nothing speaks against it
   */
  private record Known(
      long session, long votesFrom, @Nullable String runId, @Nullable String objection) {}

  private final RedisNode node;
  private final IndependenceCheck independence;
  private final Quarantine quarantine;
  private final TimeSource time;
  private final CompletableFuture<Void> firstCheck = new CompletableFuture<>();
  private volatile Known known = new Known(NO_SESSION, 0, null, null);
  // What the last question who it is ended with; null where it did not fail.
  private volatile @Nullable String trouble;
  private volatile boolean closed;

  Standing(RedisNode node, IndependenceCheck independence, Quarantine quarantine, TimeSource time) {
    this.node = node;
    this.independence = independence;
    this.quarantine = quarantine;
    this.time = time;
  }

  /** Begins to ask the server who it is, now and after each reconnect. */
  void watch() {
    node.onConnected(this::check);
  }

  /** Completes once the server has said who it is. */
  CompletableFuture<Void> firstCheck() {
    return firstCheck;
  }

  void close() {
    closed = true;
  }

  private void check() {
    long session = node.session();
    node.facts(quarantine.asksForPersistence())
        .whenComplete(
            (facts, failure) -> {
              if (facts != null && node.session() == session) {
                learn(session, facts);
              } else {
                checkLater(session, failure);
              }
            });
  }

  /** Unless the connection was lost: then its successor brings the next check. */
  private void checkLater(long session, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause != null) {
      trouble = String.valueOf(cause.getMessage());
    }
    if (!closed && node.session() == session) {
      time.schedule(PAUSE, this::check);
    }
  }

  private void learn(long session, ServerFacts facts) {
    long heardAt = time.nanoTime();
    String objection = independence.objection(node.address(), facts);
    boolean restarted = known.runId() != null && !facts.runId().equals(known.runId());
    long votesFrom = facts.runId().equals(known.runId()) ? known.votesFrom() : heardAt;
    if (!facts.runId().equals(known.runId())) {
      votesFrom += quarantine.after(facts).toNanos();
    }
    known = new Known(session, votesFrom, facts.runId(), objection);
    trouble = null;
    if (objection != null) {
      LOG.warn("{}; its vote does not count", objection);
    } else if (restarted && votesFrom - heardAt > 0) {
      LOG.warn(
          "{} restarted and may have forgotten locks; its vote does not count for another {} ms",
          node.address(),
          (votesFrom - heardAt) / 1_000_000);
    }
    firstCheck.complete(null);
  }

  /** Why a vote that is asked for now would not count; null if it would. */
  @Nullable String whyNot() {
    NodeStatus status = status();
    return status.state() == NodeStatus.State.VOTING ? null : status.detail();
  }

  NodeStatus status() {
    Known now = known;
    if (now.session() != node.session()) {
      return status(NodeStatus.State.UNREACHABLE, Duration.ZERO, whyUnreachable());
    }
    if (now.objection() != null) {
      return status(NodeStatus.State.REFUSED, Duration.ZERO, now.objection());
    }
    long left = now.votesFrom() - time.nanoTime();
    if (left > 0) {
      Duration votesIn = Duration.ofNanos(left);
      return status(
          NodeStatus.State.QUARANTINED,
          votesIn,
          "started lately and may have forgotten locks; its vote counts in "
              + votesIn.toMillis()
              + " ms");
    }
    return status(NodeStatus.State.VOTING, Duration.ZERO, "");
  }

  private String whyUnreachable() {
    String failure = trouble;
    if (failure != null) {
      return failure;
    }
    return node.trouble().isEmpty() ? "has not said yet who it is" : node.trouble();
  }

  private NodeStatus status(NodeStatus.State state, Duration votesIn, String detail) {
    return new NodeStatus(node.address(), state, votesIn, detail);
  }
}
