package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Members with scores, in the order of score and then of member. */
public final class SortedSetValue implements Value {

  private static final int MOST_IN_LISTPACK = 128;
  private static final int LONGEST_IN_LISTPACK = 64;

  /** A member and its score. */
  public record Scored(double score, Bytes member) implements Comparable<Scored> {
    @Override
    public int compareTo(Scored other) {
      int byScore = Double.compare(score + 0.0, other.score + 0.0);
      return byScore != 0 ? byScore : member.compareTo(other.member);
    }
  }

  private final Map<Bytes, Double> scores = new HashMap<>();
  private final TreeSet<Scored> order = new TreeSet<>();
  private boolean outgrown;

  /** The member's score, or null. */
  public @Nullable Double score(Bytes member) {
    return scores.get(member);
  }

  /** Sets the member's score; says whether the member is new. */
  public boolean put(Bytes member, double score) {
    Double before = scores.put(member, score);
    if (before != null) {
      order.remove(new Scored(before, member));
    }
    order.add(new Scored(score, member));
    outgrown |= scores.size() > MOST_IN_LISTPACK || member.length() > LONGEST_IN_LISTPACK;
    return before == null;
  }

  /** Removes the member; says whether it was there. */
  public boolean remove(Bytes member) {
    Double score = scores.remove(member);
    if (score == null) {
      return false;
    }
    order.remove(new Scored(score, member));
    return true;
  }

  /** How many members there are. */
  public int size() {
    return scores.size();
  }

  /** All members, lowest score first or last. */
  public Iterator<Scored> iterator(boolean reverse) {
    return reverse ? order.descendingIterator() : order.iterator();
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
  public SortedSetValue copy() {
    SortedSetValue copy = new SortedSetValue();
    order.forEach(scored -> copy.put(scored.member(), scored.score()));
    copy.outgrown = outgrown;
    return copy;
  }
}
