package io.holdfast.lock.redlock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The votes of one attempt, and what they amount to. Nodes that are taken and nodes that failed are
 * counted apart: a minority that failed does not turn "another has it" into "nobody could be
 * asked". Guarded by whoever has it.
 */
final class Ballot {

  /** What the votes that are in amount to. */
  enum Verdict {
    /** Not decided. */
    OPEN,
    /** A quorum granted. */
    WON,
    /** One owner has a quorum; or all are in, and others have parts of the lock. */
    TAKEN,
    /** So many failed that no quorum can answer. */
    UNAVAILABLE
  }

  private final Quorum quorum;
  private final @Nullable Vote[] votes;
  private int granted;
  private int refused;
  private int failed;

  Ballot(Quorum quorum) {
    this.quorum = quorum;
    this.votes = new Vote[quorum.nodes()];
  }

  /** Takes a node's vote; its first one stands. */
  void cast(int node, Vote vote) {
    if (votes[node] != null) {
      return;
    }
    votes[node] = vote;
    if (vote instanceof Vote.Granted) {
      granted++;
    } else if (vote instanceof Vote.Refused) {
      refused++;
    } else {
      failed++;
    }
  }

  Verdict verdict() {
    if (quorum.isReachedBy(granted)) {
      return Verdict.WON;
    }
    if (quorum.isLostWithout(failed)) {
      return Verdict.UNAVAILABLE;
    }
    // Where it is not one owner who has a quorum, those who are not heard yet tell what is going
    // on.
    boolean allIn = granted + refused + failed == quorum.nodes();
    return allIn || quorum.isReachedBy(mostOfOneHolder()) ? Verdict.TAKEN : Verdict.OPEN;
  }

  private int mostOfOneHolder() {
    Map<Long, Integer> byHolder = new HashMap<>();
    int most = 0;
    for (Vote vote : votes) {
      if (vote instanceof Vote.Refused refusal) {
        most = Math.max(most, byHolder.merge(refusal.holder(), 1, Integer::sum));
      }
    }
    return most;
  }

  /** How many nodes granted. */
  int granted() {
    return granted;
  }

  /** Whether so many failed for a lasting reason that asking again is in vain. */
  boolean failedForGood() {
    int lasting = 0;
    for (Vote vote : votes) {
      if (vote instanceof Vote.Failed failure && failure.lasting()) {
        lasting++;
      }
    }
    return quorum.isLostWithout(lasting);
  }

  /**
   * Whether one owner may have a quorum, those that failed included: then only its release or its
   * end makes room. Where nobody can have one, several acquisitions got in each other's way, and
   * will all have withdrawn soon.
   */
  boolean mayBeHeld() {
    return quorum.isReachedBy(mostOfOneHolder() + failed);
  }

  /** When enough of the refusing nodes are free that there is a quorum; zero if never by itself. */
  Duration untilQuorumIsFree() {
    List<Duration> ends = new ArrayList<>();
    for (Vote vote : votes) {
      if (vote instanceof Vote.Refused refusal && !refusal.heldFor().isNegative()) {
        ends.add(refusal.heldFor());
      }
    }
    ends.sort(null);
    int needed = quorum.size() - granted;
    return ends.size() < needed ? Duration.ZERO : ends.get(needed - 1);
  }

  /** Each node with its vote, for people. */
  String inWords(IntFunction<String> address) {
    List<String> lines = new ArrayList<>();
    for (int node = 0; node < votes.length; node++) {
      Vote vote = votes[node];
      lines.add(address.apply(node) + " " + (vote == null ? "not heard yet" : vote.inWords()));
    }
    return String.join("; ", lines);
  }
}
