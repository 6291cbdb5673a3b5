package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.LeaseKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks all nodes for a lock at once, and answers as soon as a majority has decided it.
 *
 * <p>Won is what a quorum granted, whose fencing token a quorum knows, and whose validity is not
 * used up by then. Everything else is a failure, and is withdrawn on every node, also on those that
 * did not answer: the request follows the question on the same connection. A yes that comes when
 * the attempt is over is withdrawn once more.
 */
final class QuorumAcquire {

  private final Electorate electorate;
  private final Attempts attempts;
  private final QuorumRelease release;

  QuorumAcquire(Electorate electorate, Attempts attempts, QuorumRelease release) {
    this.electorate = electorate;
    this.attempts = attempts;
    this.release = release;
  }

  /** One attempt of that acquisition. */
  CompletionStage<AcquireReply> ask(LeaseKey key) {
    Asking asking = new Asking(attempts.next(key));
    long leastToken = electorate.leastToken();
    Round.ask(
        electorate.voters(),
        asking.nodeTimeout,
        electorate.time(),
        node -> node.vote(asking.attempt, leastToken),
        asking);
    return asking.reply;
  }

  private final class Asking implements Round.Hearer<Vote> {

    private final Attempt attempt;
    private final Duration nodeTimeout;
    // T1: before the first request is sent. The lease counts from here.
    private final long askedAt = electorate.time().nanoTime();
    private final CompletableFuture<AcquireReply> reply = new CompletableFuture<>();
    // The lock guards the ballot, who granted, and the one step from open to decided.
    private final ReentrantLock lock = new ReentrantLock();
    private final Ballot ballot = new Ballot(electorate.quorum());
    private final Map<Voter, Long> grants = new LinkedHashMap<>();
    private @Nullable FencingRound fencing;

    Asking(Attempt attempt) {
      this.attempt = attempt;
      this.nodeTimeout = electorate.nodeTimeout().of(attempt.key().leaseTime());
    }

    @Override
    public void failed(List<Voter> nodes, BackendException why) {
      cast(nodes, new Vote.Failed(String.valueOf(why.getMessage()), !why.isRetryable()));
    }

    @Override
    public void heard(Voter node, Vote vote) {
      cast(List.of(node), vote);
      undoIfTooLate(node, vote);
    }

    @Override
    public void late(Voter node, Vote vote) {
      undoIfTooLate(node, vote);
    }

    private void undoIfTooLate(Voter node, Vote vote) {
      if (vote instanceof Vote.Granted && attempt.isOver()) {
        release.undoAt(node, attempt);
      }
    }

    private void cast(List<Voter> nodes, Vote vote) {
      Ballot.Verdict decided = Ballot.Verdict.OPEN;
      // Each grant joins the fencing round once: with the majority, or by itself after it.
      Map<Voter, Long> joining = Map.of();
      FencingRound round;
      lock.lock();
      try {
        boolean open = ballot.verdict() == Ballot.Verdict.OPEN;
        for (Voter node : nodes) {
          ballot.cast(node.index(), vote);
          if (vote instanceof Vote.Granted grant) {
            grants.put(node, grant.fencingToken());
            joining = Map.of(node, grant.fencingToken());
          }
        }
        if (open) {
          decided = ballot.verdict();
          if (decided == Ballot.Verdict.WON) {
            fencing = new FencingRound(electorate.quorum(), attempt, highestToken());
            joining = Map.copyOf(grants);
          }
        }
        round = fencing;
      } finally {
        lock.unlock();
      }
      if (round != null) {
        joining.forEach(round::granted);
      }
      decide(decided, round);
    }

    private long highestToken() {
      return grants.values().stream().mapToLong(token -> token).max().orElse(0);
    }

    private void decide(Ballot.Verdict verdict, @Nullable FencingRound round) {
      switch (verdict) {
        case OPEN -> {}
        case WON -> settle(Objects.requireNonNull(round));
        case TAKEN -> lost(new AcquireReply.Taken(retryAfter()), null);
        case UNAVAILABLE -> lost(null, unavailable());
      }
    }

    private void settle(FencingRound round) {
      round.limit(nodeTimeout, electorate.time());
      round
          .outcome()
          .whenComplete(
              (token, failure) -> {
                if (token == null) {
                  lost(null, failureOf(failure));
                } else {
                  won(token);
                }
              });
    }

    private void won(long token) {
      long now = electorate.time().nanoTime();
      long left = electorate.validity(attempt.key().leaseTime()).leftNanos(askedAt, now);
      if (left <= 0) {
        lost(
            null,
            BackendException.passing(
                "a quorum granted, but after %d ms nothing was left of the lease time of %s"
                    .formatted((now - askedAt) / 1_000_000, attempt.key().leaseTime()),
                null));
        return;
      }
      attempt.won(token);
      reply.complete(new AcquireReply.Granted(token, askedAt));
    }

    private void lost(@Nullable AcquireReply answer, @Nullable BackendException failure) {
      boolean goesOn = !attempt.key().waitTime().isZero();
      attempt.end();
      release.undo(attempt, goesOn);
      if (!goesOn) {
        attempts.end(attempt.key());
      }
      if (failure != null) {
        reply.completeExceptionally(failure);
      } else {
        reply.complete(answer);
      }
    }

    /**
     * When another attempt may have more luck. Where acquisitions got in each other's way they
     * withdraw now, and each comes back after a random while, so that one of them is first.
     */
    private Duration retryAfter() {
      lock.lock();
      try {
        return ballot.mayBeHeld()
            ? ballot.untilQuorumIsFree()
            : electorate.randomDelay(nodeTimeout);
      } finally {
        lock.unlock();
      }
    }

    private BackendException unavailable() {
      lock.lock();
      try {
        String message =
            "no quorum of %d nodes answered: %s"
                .formatted(electorate.quorum().size(), ballot.inWords(electorate::address));
        return ballot.failedForGood()
            ? BackendException.lasting(message, null)
            : BackendException.passing(message, null);
      } finally {
        lock.unlock();
      }
    }
  }

  private static BackendException failureOf(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof BackendException known
        ? known
        : BackendException.passing("the fencing round failed", cause);
  }
}
