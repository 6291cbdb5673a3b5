package io.holdfast.server.values;

/** A part of the order of a sorted set. */
public interface MemberRange {

  /** Whether nothing can be in it. */
  boolean isEmpty();

  /** Whether the member comes before all that is in it. */
  boolean isAfter(ScoredMember member);

  /** Whether the member comes after all that is in it. */
  boolean isBefore(ScoredMember member);
}
