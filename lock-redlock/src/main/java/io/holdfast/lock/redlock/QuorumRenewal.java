package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Renews leases on all nodes at once: one script for each node, whatever the number of leases.
 *
 * <p>A lease is renewed when a quorum of nodes still had it; the engine gives it a new validity
 * from before the request was sent, and only while the old one lasts. A node that has lost such a
 * lease (restarted empty, cut off for long) is asked to lock it again, so that a healed node is
 * part of the next majority. It is never asked to where the majority does not hold: that would be
 * an acquisition behind the back of whoever has the lock by then.
 */
final class QuorumRenewal {

  private static final long RENEWED = 1;
  private static final long NOT_OWNER = 2;
  private static final long GONE = 3;

  private final Electorate electorate;
  private final Attempts attempts;
  private final QuorumRelease release;

  QuorumRenewal(Electorate electorate, Attempts attempts, QuorumRelease release) {
    this.electorate = electorate;
    this.attempts = attempts;
    this.release = release;
  }

  /** Renews; a lease of which nothing is known any more is gone. */
  CompletionStage<List<RenewalReply>> renew(List<Renewal> renewals) {
    List<Voter.Due> due = new ArrayList<>();
    int[] place = new int[renewals.size()];
    Duration shortest = renewals.get(0).leaseTime();
    for (int i = 0; i < place.length; i++) {
      Renewal renewal = renewals.get(i);
      Attempt attempt = attempts.present(renewal.key());
      place[i] = attempt == null ? -1 : due.size();
      if (attempt != null) {
        due.add(new Voter.Due(attempt, renewal.leaseTime()));
      }
      shortest = renewal.leaseTime().compareTo(shortest) < 0 ? renewal.leaseTime() : shortest;
    }
    Tally tally = new Tally(due);
    Round.ask(
        electorate.voters(),
        electorate.nodeTimeout().of(shortest),
        electorate.time(),
        node -> node.renew(due),
        tally);
    return tally.replies.thenApply(
        replies ->
            Arrays.stream(place)
                .mapToObj(i -> i < 0 ? RenewalReply.GONE : replies.get(i))
                .toList());
  }

  private final class Tally implements Round.Hearer<Voter.Renewed> {

    private final List<Voter.Due> due;
    private final CompletableFuture<List<RenewalReply>> replies = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    // Under the lock: for each lease what is decided, and how many nodes said what.
    private final @Nullable RenewalReply[] decided;
    private final int[] renewed;
    private final int[] othersHave;
    private final int[] gone;
    private final List<List<Voter>> lostBy = new ArrayList<>();
    private int nodesHeard;
    private int open;

    Tally(List<Voter.Due> due) {
      this.due = due;
      this.decided = new RenewalReply[due.size()];
      this.renewed = new int[due.size()];
      this.othersHave = new int[due.size()];
      this.gone = new int[due.size()];
      this.open = due.size();
      due.forEach(lease -> lostBy.add(new ArrayList<>()));
    }

    @Override
    public void heard(Voter node, Voter.Renewed answer) {
      count(List.of(node), answer);
    }

    @Override
    public void failed(List<Voter> nodes, BackendException why) {
      count(nodes, null);
    }

    private void count(List<Voter> nodes, Voter.@Nullable Renewed answer) {
      List<Runnable> consequences = new ArrayList<>();
      lock.lock();
      try {
        nodesHeard += nodes.size();
        for (int lease = 0; lease < due.size(); lease++) {
          if (answer != null) {
            count(lease, nodes.get(0), answer.codes().get(lease), answer.counts());
          }
          decide(lease, consequences);
        }
        if (open == 0) {
          consequences.add(() -> replies.complete(List.of(decidedAll())));
        }
      } finally {
        lock.unlock();
      }
      consequences.forEach(Runnable::run);
    }

    private void count(int lease, Voter node, long code, boolean counts) {
      if (code == GONE) {
        lostBy.get(lease).add(node);
      }
      int one = counts ? 1 : 0;
      if (code == RENEWED) {
        renewed[lease] += one;
      } else if (code == NOT_OWNER) {
        othersHave[lease] += one;
      } else if (code == GONE) {
        gone[lease] += one;
      }
    }

    private void decide(int lease, List<Runnable> consequences) {
      Attempt attempt = due.get(lease).attempt();
      if (decided[lease] == null) {
        decided[lease] = verdict(lease);
        if (decided[lease] == null) {
          return;
        }
        open--;
        if (decided[lease] == RenewalReply.GONE || decided[lease] == RenewalReply.NOT_OWNER) {
          consequences.add(() -> giveUp(attempt));
        }
      }
      if (decided[lease] == RenewalReply.RENEWED) {
        for (Voter node : lostBy.get(lease)) {
          consequences.add(() -> rejoin(node, attempt));
        }
        lostBy.get(lease).clear();
      }
    }

    private @Nullable RenewalReply verdict(int lease) {
      Quorum quorum = electorate.quorum();
      if (quorum.isReachedBy(renewed[lease])) {
        return RenewalReply.RENEWED;
      }
      if (quorum.isLostWithout(othersHave[lease] + gone[lease])) {
        return othersHave[lease] > gone[lease] ? RenewalReply.NOT_OWNER : RenewalReply.GONE;
      }
      return nodesHeard == quorum.nodes() ? RenewalReply.FAILED : null;
    }

    private RenewalReply[] decidedAll() {
      RenewalReply[] all = new RenewalReply[decided.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = Objects.requireNonNull(decided[i]);
      }
      return all;
    }
  }

  /** The majority is lost; the minority that still has the lock is to be free for others. */
  private void giveUp(Attempt attempt) {
    attempts.end(attempt.key());
    release.undo(attempt, false);
  }

  private void rejoin(Voter node, Attempt attempt) {
    if (attempt.isOver()) {
      return;
    }
    node.lock(attempt, attempt.fencingToken())
        .thenAccept(
            vote -> {
              if (vote instanceof Vote.Granted && attempt.isOver()) {
                release.undoAt(node, attempt);
              }
            });
  }
}
