package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Members with scores, in the order of score and then of member. */
public final class SortedSetValue implements Value {

  private static final int PACKED_FRAME = 6; // Of a member and its score in a listpack.
  private static final int TABLE_FRAME = 80; // Nodes of a table and a skip list, head of a string.

  private final EncodingLimits limits;
  private final Dict<ScoredMember> members = new Dict<>();
  private final SkipList order = new SkipList();
  private boolean outgrown;
  private long contentBytes;

  /** No members yet. */
  public SortedSetValue(EncodingLimits limits) {
    this.limits = limits;
  }

  /**
   * No members yet, in the large encoding; {@link #pack()} may make it small when all are there.
   */
  public static SortedSetValue large(EncodingLimits limits) {
    SortedSetValue large = new SortedSetValue(limits);
    large.outgrown = true;
    return large;
  }

  /** Goes back to the small encoding if the limits allow it, as results that are stored do. */
  public void pack() {
    EncodingLimits.Pair listpack = limits.sortedSet();
    boolean fits = listpack.allows(size());
    for (ScoredMember at = first(); fits && at != null; at = at.next()) {
      fits = at.member().length() <= listpack.length();
    }
    for (ScoredMember at = first(); fits && at != null; at = at.next()) {
      at.score(at.score() + 0.0); // See put.
    }
    outgrown = !fits;
  }

  /** How many members there are. */
  public int size() {
    return order.size();
  }

  /** Whether there is no member; then the key is to go. */
  public boolean isEmpty() {
    return order.size() == 0;
  }

  /** The member with its score, or null. */
  public @Nullable ScoredMember find(Bytes member) {
    return members.find(member);
  }

  /** Sets the member's score, which is not NaN; says whether the member is new. */
  public boolean put(Bytes member, double given) {
    ScoredMember known = members.find(member);
    if (known == null) {
      EncodingLimits.Pair listpack = limits.sortedSet();
      outgrown |= !listpack.allows(size() + 1) || member.length() > listpack.length();
    }
    // A listpack keeps whole numbers as such, and those have no minus zero.
    double score = outgrown ? given : given + 0.0;
    if (known != null) {
      if (known.score() != score) {
        order.remove(known);
        known.score(score);
        order.add(known);
      }
      return false;
    }
    ScoredMember added = new ScoredMember(member, score);
    members.add(added);
    order.add(added);
    contentBytes += member.length();
    return true;
  }

  /** Removes the member; says whether it was there. */
  public boolean remove(Bytes member) {
    ScoredMember removed = members.remove(member);
    if (removed == null) {
      return false;
    }
    order.remove(removed);
    contentBytes -= member.length();
    return true;
  }

  // ---- order

  /** The member with the lowest score, or null. */
  public @Nullable ScoredMember first() {
    return order.first();
  }

  /** The member with the highest score, or null. */
  public @Nullable ScoredMember last() {
    return order.last();
  }

  /** The member that has so many before it, of which there are {@link #size()}. */
  public ScoredMember at(int rank) {
    return order.at(rank);
  }

  /** How many members come before that one, which is in the set. */
  public int rank(ScoredMember member) {
    return order.rank(member);
  }

  /** The first member in the range, or null. */
  public @Nullable ScoredMember first(MemberRange range) {
    return outgrown ? order.first(range) : walkToFirst(range);
  }

  /** The last member in the range, or null. */
  public @Nullable ScoredMember last(MemberRange range) {
    return outgrown ? order.last(range) : walkToLast(range);
  }

  /** How many members are in the range. */
  public int count(MemberRange range) {
    ScoredMember first = first(range);
    if (outgrown) {
      ScoredMember last = last(range);
      return first == null || last == null ? 0 : order.rank(last) - order.rank(first) + 1;
    }
    int count = 0;
    for (ScoredMember at = first; at != null && !range.isBefore(at); at = at.next()) {
      count++;
    }
    return count;
  }

  // A range of members is of one piece only while all scores are the same. Redis does not say what
  // it finds where they differ, but in a listpack it always finds the same: it walks, as this does.

  private @Nullable ScoredMember walkToFirst(MemberRange range) {
    if (isOutside(range)) {
      return null;
    }
    ScoredMember at = first();
    while (at != null && range.isAfter(at)) {
      at = at.next();
    }
    return at == null || range.isBefore(at) ? null : at;
  }

  private @Nullable ScoredMember walkToLast(MemberRange range) {
    if (isOutside(range)) {
      return null;
    }
    ScoredMember at = last();
    while (at != null && range.isBefore(at)) {
      at = at.previous();
    }
    return at == null || range.isAfter(at) ? null : at;
  }

  private boolean isOutside(MemberRange range) {
    ScoredMember lowest = first();
    ScoredMember highest = last();
    return lowest == null
        || highest == null
        || range.isEmpty()
        || range.isAfter(highest)
        || range.isBefore(lowest);
  }

  // ---- the table

  /** All members by their table, for scans and draws. */
  public Dict<ScoredMember> table() {
    return members;
  }

  /** A member by chance; there is one. */
  public ScoredMember random(RandomGenerator entropy) {
    return order.at(entropy.nextInt(size()));
  }

  // ---- as a value

  /** Whether it is small enough to be a listpack. */
  public boolean isPacked() {
    return !outgrown;
  }

  @Override
  public String typeName() {
    return "zset";
  }

  @Override
  public String encoding() {
    return outgrown ? "skiplist" : "listpack";
  }

  @Override
  public long footprint() {
    return contentBytes + (long) size() * (outgrown ? TABLE_FRAME : PACKED_FRAME);
  }

  @Override
  public SortedSetValue copy() {
    SortedSetValue copy = new SortedSetValue(limits);
    copy.outgrown = outgrown;
    for (ScoredMember at = first(); at != null; at = at.next()) {
      copy.put(at.member(), at.score());
    }
    copy.outgrown = outgrown; // Whatever the limits are by now.
    return copy;
  }
}
