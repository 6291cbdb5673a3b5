package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.ReleaseReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back on all nodes what an acquisition left there: of one attempt that was lost, or of the
 * whole acquisition when its lease is released or it was given up.
 */
final class QuorumRelease {

  private static final Logger LOG = LoggerFactory.getLogger(QuorumRelease.class);
  private static final int ALL_ATTEMPTS = Integer.MAX_VALUE;

  private final Electorate electorate;
  private final Attempts attempts;

  QuorumRelease(Electorate electorate, Attempts attempts) {
    this.electorate = electorate;
    this.attempts = attempts;
  }

  /** Ends the acquisition on all nodes; answers as soon as a majority has decided what it was. */
  CompletionStage<ReleaseReply> release(LeaseKey key) {
    // First: a yes that lands from now on is withdrawn by whoever hears it.
    attempts.end(key);
    Tally tally = new Tally(key);
    Round.ask(
        electorate.voters(),
        electorate.nodeTimeout().of(key.leaseTime()),
        electorate.time(),
        node -> node.withdraw(key, ALL_ATTEMPTS, false),
        tally);
    return tally.reply;
  }

  /**
   * Takes an attempt back on all nodes and waits for none of them.
   *
   * @param goesOn whether the acquisition makes another one
   */
  void undo(Attempt attempt, boolean goesOn) {
    for (Voter node : electorate.voters()) {
      undoAt(node, attempt, goesOn);
    }
  }

  /** Takes back a yes of that node that came too late. */
  void undoAt(Voter node, Attempt attempt) {
    undoAt(node, attempt, true); // Whether it waits has been said by what ended the attempt.
  }

  private static void undoAt(Voter node, Attempt attempt, boolean goesOn) {
    node.withdraw(attempt.key(), attempt.number(), goesOn)
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                LOG.debug(
                    "{} did not take back its vote for lock '{}'; it ends by its lease time",
                    node.address(),
                    attempt.key().lockName(),
                    failure);
              }
            });
  }

  private final class Tally implements Round.Hearer<Long> {

    private final LeaseKey key;
    private final CompletableFuture<ReleaseReply> reply = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    // Under the lock.
    private final List<String> failures = new ArrayList<>();
    private int released;
    private int othersHave;
    private int gone;

    Tally(LeaseKey key) {
      this.key = key;
    }

    @Override
    public void heard(Voter node, Long result) {
      count(
          () -> {
            switch (result.intValue()) {
              case 1 -> released++;
              case 2 -> othersHave++;
              default -> gone++;
            }
          });
    }

    @Override
    public void failed(List<Voter> nodes, BackendException why) {
      count(() -> nodes.forEach(node -> failures.add(node.address() + ": " + why.getMessage())));
    }

    private void count(Runnable change) {
      ReleaseReply decided;
      BackendException unconfirmed;
      lock.lock();
      try {
        change.run();
        decided = verdict();
        unconfirmed = decided == null && allHeard() ? unconfirmed() : null;
      } finally {
        lock.unlock();
      }
      if (decided != null) {
        reply.complete(decided);
      } else if (unconfirmed != null) {
        reply.completeExceptionally(unconfirmed);
      }
    }

    private @Nullable ReleaseReply verdict() {
      Quorum quorum = electorate.quorum();
      if (quorum.isReachedBy(released)) {
        return ReleaseReply.RELEASED;
      }
      if (quorum.isLostWithout(othersHave + gone)) {
        // No majority can have been this lease's any more.
        return othersHave > gone ? ReleaseReply.NOT_OWNER : ReleaseReply.GONE;
      }
      return null;
    }

    private boolean allHeard() {
      return released + othersHave + gone + failures.size() == electorate.quorum().nodes();
    }

    private BackendException unconfirmed() {
      return BackendException.passing(
          "%d of %d nodes confirmed that lock '%s' was released, %d are needed: %s"
              .formatted(
                  released,
                  electorate.quorum().nodes(),
                  key.lockName(),
                  electorate.quorum().size(),
                  String.join("; ", failures)),
          null);
    }
  }
}
