package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of nodes by key that grows and shrinks a few buckets at a time, so that no single
 * operation pauses for the whole table, and that can be scanned with a cursor while it changes.
 *
 * <p>The cursor counts bucket numbers with their bits reversed, as dict.c of Redis does: whatever
 * was there from the first call of a scan to its last is met at least once, although the table may
 * have been resized in between.
 *
 * @param <N> the nodes, which carry the values
 */
public final class Dict<N extends Dict.Node<N>> implements Iterable<N> {

  private static final int SMALLEST = 4;
  private static final int EMPTY_BUCKETS_A_STEP = 10;
  private static final int LONGEST_FAIR_CHAIN = 8; // One in a million is longer in a full table.
  private static final int SHRINK_BELOW = 8; // When fewer than one bucket in so many is in use.

  /**
   * One key and what hangs on it; belongs to one table.
   *
   * @param <N> the type itself
   */
  public abstract static class Node<N extends Node<N>> {
    private final Bytes key;
    private final int hash;
    private @Nullable N next;

    /** A node that is in no table yet. */
    protected Node(Bytes key) {
      this.key = key;
      this.hash = spread(key.hashCode());
    }

    /** The key. */
    public final Bytes key() {
      return key;
    }
  }

  private static int spread(int hash) {
    int h = hash * 0x9E3779B9;
    return h ^ (h >>> 15);
  }

  // While the table is being resized its nodes move, bucket by bucket, from old to table.
  private @Nullable N @Nullable [] old;
  private int moved;
  private @Nullable N[] table = newTable(SMALLEST);
  private int size;

  @SuppressWarnings("unchecked") // An array of a type variable can only be made as its bound.
  private static <N extends Node<N>> @Nullable N[] newTable(int length) {
    return (N[]) new Node<?>[length];
  }

  /** How many nodes there are. */
  public int size() {
    return size;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The node of that key, or null. */
  public @Nullable N find(Bytes key) {
    step();
    int hash = spread(key.hashCode());
    if (old != null) {
      N found = findIn(old, key, hash);
      if (found != null) {
        return found;
      }
    }
    return findIn(table, key, hash);
  }

  private @Nullable N findIn(@Nullable N[] buckets, Bytes key, int hash) {
    for (N node = buckets[hash & (buckets.length - 1)]; node != null; node = next(node)) {
      if (hash(node) == hash && node.key().equals(key)) {
        return node;
      }
    }
    return null;
  }

  // A type variable gives no access to the private fields of its bound; these do.
  private static <N extends Node<N>> @Nullable N next(Node<N> node) {
    return node.next;
  }

  private static int hash(Node<?> node) {
    return node.hash;
  }

  private static <N extends Node<N>> void link(Node<N> node, @Nullable N next) {
    node.next = next;
  }

  /** Adds a node whose key is not there yet. */
  public void add(N node) {
    step();
    if (old == null && size >= table.length) {
      resize(2 * table.length);
    }
    put(node);
    size++;
  }

  private void put(N node) {
    int bucket = hash(node) & (table.length - 1);
    link(node, table[bucket]);
    table[bucket] = node;
  }

  /** Takes the node of that key out and returns it, or null where there is none. */
  public @Nullable N remove(Bytes key) {
    step();
    int hash = spread(key.hashCode());
    N removed = old == null ? null : removeFrom(old, key, hash);
    if (removed == null) {
      removed = removeFrom(table, key, hash);
    }
    if (removed != null) {
      size--;
      if (old == null && table.length > SMALLEST && size < table.length / SHRINK_BELOW) {
        resize(Math.max(SMALLEST, table.length / 4));
      }
    }
    return removed;
  }

  private @Nullable N removeFrom(@Nullable N[] buckets, Bytes key, int hash) {
    int bucket = hash & (buckets.length - 1);
    N before = null;
    for (N node = buckets[bucket]; node != null; node = next(node)) {
      if (hash(node) == hash && node.key().equals(key)) {
        if (before == null) {
          buckets[bucket] = next(node);
        } else {
          link(before, next(node));
        }
        link(node, null);
        return node;
      }
      before = node;
    }
    return null;
  }

  /** Removes all nodes. */
  public void clear() {
    old = null;
    table = newTable(SMALLEST);
    size = 0;
  }

  // ---- resizing

  private void resize(int length) {
    if (size == 0) {
      table = newTable(length);
      return;
    }
    old = table;
    moved = 0;
    table = newTable(length);
  }

  /** Moves one bucket, if a resize is under way. */
  private void step() {
    if (old == null) {
      return;
    }
    for (int i = 0; i < EMPTY_BUCKETS_A_STEP && moved < old.length; i++) {
      N node = old[moved];
      old[moved++] = null;
      if (node != null) {
        while (node != null) {
          N next = next(node);
          put(node);
          node = next;
        }
        break;
      }
    }
    if (moved == old.length) {
      old = null;
    }
  }

  // ---- walking

  /**
   * Visits the nodes of the next bucket of a scan.
   *
   * @param cursor zero to begin, then what the last call returned
   * @param visitor must not change the table
   * @return the cursor of the next call, or zero when all buckets were visited
   */
  public long scan(long cursor, Consumer<? super N> visitor) {
    @Nullable N[] small = table;
    @Nullable N[] large = table;
    if (old != null) {
      small = old.length < table.length ? old : table;
      large = old.length < table.length ? table : old;
    }
    long smallMask = small.length - 1L;
    long largeMask = large.length - 1L;
    visit(small[(int) (cursor & smallMask)], visitor);
    if (small == large) {
      return following(cursor, smallMask);
    }
    long next = cursor;
    do {
      // All buckets of the larger table that this one of the smaller table stands for.
      visit(large[(int) (next & largeMask)], visitor);
      next = following(next, largeMask);
    } while ((next & (smallMask ^ largeMask)) != 0);
    return next;
  }

  private void visit(@Nullable N first, Consumer<? super N> visitor) {
    for (N node = first; node != null; node = next(node)) {
      visitor.accept(node);
    }
  }

  /** Adds one to the reversed cursor. */
  private static long following(long cursor, long mask) {
    return Long.reverse(Long.reverse(cursor | ~mask) + 1);
  }

  /** A node by chance, each as likely as any other; there is one. */
  public N random(RandomGenerator entropy) {
    if (size == 0) {
      throw new NoSuchElementException("an empty table has no random node");
    }
    while (true) {
      int buckets = table.length + (old == null ? 0 : old.length);
      int bucket = entropy.nextInt(buckets);
      N first = bucket < table.length || old == null ? table[bucket] : old[bucket - table.length];
      // A long chain is taken more often than a short one, so that its nodes are not the losers.
      N chosen = first == null ? null : nodeAt(first, entropy.nextInt(LONGEST_FAIR_CHAIN));
      if (chosen != null) {
        return chosen;
      }
    }
  }

  private @Nullable N nodeAt(N first, int place) {
    N node = first;
    for (int i = 0; i < place && node != null; i++) {
      node = next(node);
    }
    return node;
  }

  /** All nodes, in no order; the table must not change meanwhile. */
  @Override
  public Iterator<N> iterator() {
    return new Iterator<>() {
      private boolean inOld = old != null;
      private int bucket = -1;
      private @Nullable N next = firstOfNextBucket();

      private @Nullable N firstOfNextBucket() {
        while (true) {
          @Nullable N[] buckets = inOld && old != null ? old : table;
          while (++bucket < buckets.length) {
            N first = buckets[bucket];
            if (first != null) {
              return first;
            }
          }
          if (!inOld) {
            return null;
          }
          inOld = false;
          bucket = -1;
        }
      }

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public N next() {
        N node = next;
        if (node == null) {
          throw new NoSuchElementException();
        }
        N following = Dict.next(node);
        next = following != null ? following : firstOfNextBucket();
        return node;
      }
    };
  }
}
