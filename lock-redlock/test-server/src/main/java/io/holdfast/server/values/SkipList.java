package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Members in the order of score and then of member, with logarithmic access by place.
 *
 * <p>A skip list after W. Pugh (Communications of the ACM 33/6, 1990) with the spans of its section
 * on linear list operations: each link knows how many places it skips. Levels are drawn from a
 * generator of its own, so that the same commands always make the same list.
 */
final class SkipList {

  private static final int HIGHEST = 32;
  private static final int FEW = 2;

  private final ScoredMember head = new ScoredMember(Bytes.EMPTY, 0);
  private @Nullable ScoredMember last;
  private int levels = 1;
  private int size;
  private int entropy = 0x9E3779B9;

  // Where a walk from the head turned down, per level, and how many places it had passed by then.
  private @Nullable ScoredMember[] turns = new @Nullable ScoredMember[FEW];
  private int[] passed = new int[FEW];

  SkipList() {
    head.following = new @Nullable ScoredMember[FEW];
    head.spans = new int[FEW];
  }

  /** Room for so many levels: a small list has few, and there are many small lists. */
  private void makeRoom(int height) {
    if (height > turns.length) {
      int room = Math.min(HIGHEST, 2 * height);
      turns = Arrays.copyOf(turns, room);
      passed = Arrays.copyOf(passed, room);
      head.following = Arrays.copyOf(head.following, room);
      head.spans = Arrays.copyOf(head.spans, room);
    }
  }

  int size() {
    return size;
  }

  @Nullable ScoredMember first() {
    return head.following[0];
  }

  @Nullable ScoredMember last() {
    return last;
  }

  /** A quarter of the nodes of each level are on the next. */
  private int drawLevels() {
    entropy ^= entropy << 13;
    entropy ^= entropy >>> 17;
    entropy ^= entropy << 5;
    return Math.min(HIGHEST, 1 + Integer.numberOfTrailingZeros(entropy) / 2);
  }

  /** Walks to where the node stands or would stand. */
  private void walkTo(ScoredMember node) {
    ScoredMember at = head;
    int places = 0;
    for (int level = levels - 1; level >= 0; level--) {
      ScoredMember next = at.following[level];
      while (next != null && next.isBefore(node.score(), node.member())) {
        places += at.spans[level];
        at = next;
        next = at.following[level];
      }
      turns[level] = at;
      passed[level] = places;
    }
  }

  /** Adds a node that is in no list. */
  void add(ScoredMember node) {
    walkTo(node);
    int height = drawLevels();
    makeRoom(height);
    for (; levels < height; levels++) {
      turns[levels] = head;
      passed[levels] = 0;
      head.spans[levels] = size;
    }
    node.following = new @Nullable ScoredMember[height];
    node.spans = new int[height];
    int place = passed[0] + 1;
    for (int level = 0; level < height; level++) {
      ScoredMember before = turn(level);
      node.following[level] = before.following[level];
      node.spans[level] = before.spans[level] - (place - 1 - passed[level]);
      before.following[level] = node;
      before.spans[level] = place - passed[level];
    }
    for (int level = height; level < levels; level++) {
      turn(level).spans[level]++;
    }
    ScoredMember before = turn(0);
    node.before = before == head ? null : before;
    link(node, node.following[0]);
    size++;
  }

  private ScoredMember turn(int level) {
    ScoredMember turn = turns[level];
    if (turn == null) {
      throw new IllegalStateException("No walk has been on level " + level);
    }
    return turn;
  }

  /** Has what follows know that the node is before it; the end is known to the list. */
  private void link(@Nullable ScoredMember node, @Nullable ScoredMember next) {
    if (next == null) {
      last = node;
    } else {
      next.before = node;
    }
  }

  /** Takes a node out that is in the list. */
  void remove(ScoredMember node) {
    walkTo(node);
    for (int level = 0; level < levels; level++) {
      ScoredMember before = turn(level);
      if (before.following[level] == node) {
        before.spans[level] += node.spans[level] - 1;
        before.following[level] = node.following[level];
      } else {
        before.spans[level]--;
      }
    }
    link(node.before, node.following[0]);
    while (levels > 1 && head.following[levels - 1] == null) {
      levels--;
    }
    size--;
  }

  /** How many nodes are before that one, which is in the list. */
  int rank(ScoredMember node) {
    walkTo(node);
    return passed[0];
  }

  /** The node that has so many before it; there is one. */
  ScoredMember at(int rank) {
    ScoredMember at = head;
    int left = rank + 1;
    for (int level = levels - 1; level >= 0; level--) {
      ScoredMember next = at.following[level];
      while (next != null && at.spans[level] <= left) {
        left -= at.spans[level];
        at = next;
        next = at.following[level];
      }
    }
    return at;
  }

  /** The first node in the range, or null. */
  @Nullable ScoredMember first(MemberRange range) {
    ScoredMember at = head;
    for (int level = levels - 1; level >= 0; level--) {
      ScoredMember next = at.following[level];
      while (next != null && range.isAfter(next)) {
        at = next;
        next = at.following[level];
      }
    }
    ScoredMember found = at.following[0];
    return found == null || range.isEmpty() || range.isBefore(found) ? null : found;
  }

  /** The last node in the range, or null. */
  @Nullable ScoredMember last(MemberRange range) {
    ScoredMember at = head;
    for (int level = levels - 1; level >= 0; level--) {
      ScoredMember next = at.following[level];
      while (next != null && !range.isBefore(next)) {
        at = next;
        next = at.following[level];
      }
    }
    return at == head || range.isEmpty() || range.isAfter(at) ? null : at;
  }
}
