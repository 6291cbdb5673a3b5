package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Members, each once. While all are whole numbers and not too many they are an {@link IntSet}, in
 * order; from then on a table, in no order.
 */
public final class SetValue implements Value, Iterable<Bytes> {

  private static final int TABLE_FRAME = 32; // A node of a table and the head of a string.

  private static final class Member extends Dict.Node<Member> {
    Member(Bytes key) {
      super(key);
    }
  }

  private final EncodingLimits limits;
  private @Nullable IntSet numbers = new IntSet();
  private final Dict<Member> members = new Dict<>();
  private long contentBytes;

  /** No members yet. */
  public SetValue(EncodingLimits limits) {
    this.limits = limits;
  }

  /** How many members there are. */
  public int size() {
    return numbers == null ? members.size() : numbers.size();
  }

  /** Whether there is no member; then the key is to go. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Whether it is a member. */
  public boolean contains(Bytes member) {
    if (numbers == null) {
      return members.find(member) != null;
    }
    OptionalLong number = Numbers.parseLong(member);
    return number.isPresent() && numbers.contains(number.getAsLong());
  }

  /** Adds the member; says whether it is new. */
  public boolean add(Bytes member) {
    if (numbers != null) {
      OptionalLong number = Numbers.parseLong(member);
      if (number.isPresent()) {
        boolean added = numbers.add(number.getAsLong());
        if (added && numbers.size() > limits.intSetEntries()) {
          becomeTable(numbers);
        }
        return added;
      }
      becomeTable(numbers);
    }
    if (members.find(member) != null) {
      return false;
    }
    members.add(new Member(member));
    contentBytes += member.length();
    return true;
  }

  private void becomeTable(IntSet from) {
    numbers = null;
    for (int i = 0; i < from.size(); i++) {
      add(Bytes.of(from.at(i)));
    }
  }

  /** Removes the member; says whether it was there. */
  public boolean remove(Bytes member) {
    if (numbers != null) {
      OptionalLong number = Numbers.parseLong(member);
      return number.isPresent() && numbers.remove(number.getAsLong());
    }
    if (members.remove(member) == null) {
      return false;
    }
    contentBytes -= member.length();
    return true;
  }

  /** A member by chance; there is one. */
  public Bytes random(RandomGenerator entropy) {
    return numbers == null
        ? members.random(entropy).key()
        : Bytes.of(numbers.at(entropy.nextInt(numbers.size())));
  }

  /**
   * Visits the next part of a scan; numbers come all at once.
   *
   * @param cursor zero to begin, then what the last call returned
   * @return the next cursor; zero at the end
   */
  public long scan(long cursor, Consumer<Bytes> visitor) {
    if (numbers == null) {
      return members.scan(cursor, member -> visitor.accept(member.key()));
    }
    forEach(visitor);
    return 0;
  }

  /** All members; the set must not change meanwhile. */
  @Override
  public Iterator<Bytes> iterator() {
    IntSet packed = numbers;
    if (packed != null) {
      return new Iterator<>() {
        private int place;

        @Override
        public boolean hasNext() {
          return place < packed.size();
        }

        @Override
        public Bytes next() {
          return Bytes.of(packed.at(place++));
        }
      };
    }
    Iterator<Member> all = members.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Bytes next() {
        return all.next().key();
      }
    };
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public String encoding() {
    return numbers == null ? "hashtable" : "intset";
  }

  @Override
  public long footprint() {
    return numbers == null
        ? contentBytes + (long) members.size() * TABLE_FRAME
        : (long) numbers.size() * Long.BYTES;
  }

  @Override
  public SetValue copy() {
    SetValue copy = new SetValue(limits);
    copy.numbers = numbers == null ? null : numbers.copy();
    if (numbers == null) {
      forEach(copy::add);
    }
    return copy;
  }
}
