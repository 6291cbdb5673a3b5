package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** A member of a sorted set with its score: a node of the set's table and of its skip list. */
public final class ScoredMember extends Dict.Node<ScoredMember> {

  private static final ScoredMember[] NOWHERE = {};
  private static final int[] NO_SPANS = {};

  private double score;
  // Per level of the skip list: the node that follows, and how many places it stands behind.
  @Nullable ScoredMember[] following = NOWHERE;
  int[] spans = NO_SPANS;
  @Nullable ScoredMember before;

  ScoredMember(Bytes member, double score) {
    super(member);
    this.score = score;
  }

  /** The member. */
  public Bytes member() {
    return key();
  }

  /** Its score, never NaN. */
  public double score() {
    return score;
  }

  void score(double next) {
    score = next;
  }

  /** The one with the next higher score, or null. */
  public @Nullable ScoredMember next() {
    return following[0];
  }

  /** The one with the next lower score, or null. */
  public @Nullable ScoredMember previous() {
    return before;
  }

  /** Whether it comes before one with that score and member. */
  boolean isBefore(double otherScore, Bytes otherMember) {
    // Not Double.compare: minus zero and zero are one score.
    return score < otherScore || (score == otherScore && member().compareTo(otherMember) < 0);
  }
}
