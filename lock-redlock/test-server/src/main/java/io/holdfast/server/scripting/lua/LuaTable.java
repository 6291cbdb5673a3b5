package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Lua table: raw access, a metatable, and a flag that forbids writing.
 *
 * <p>An array part and a hash part that grow, collide and are walked exactly as in C Lua 5.1,
 * because scripts can see that order: {@code pairs}, {@code #} of a table with holes, and the
 * member order of {@code cjson.encode}. The hash part is a chained scatter table with Brent's
 * variation: a key that is not in its main position gives way to one that belongs there, free
 * positions are taken from the end, and it only grows when there is none left; then the new sizes
 * of both parts are computed from the keys in use. Removed keys stay until then, so a traversal may
 * clear what it walks over.
 *
 * <p>Keys and values are Lua values as {@link LuaRuntime} lists them.
 */
public final class LuaTable {

  private static final Object[] NO_ELEMENTS = {};
  private static final int[] NO_CHAIN = {};
  private static final int NOWHERE = -1;

  private Object[] array;

  /** Key and value of position i stand at 2i and 2i+1; its successor in the chain is chain[i]. */
  private Object[] pairs;

  private int[] chain;
  private int lastFree;
  private @Nullable LuaTable metatable;
  private boolean readOnly;

  /** An empty table. */
  public LuaTable() {
    this(0, 0);
  }

  /** An empty table with room for so many elements from 1 on and so many other keys. */
  public LuaTable(int arraySize, int hashSize) {
    array = arraySize == 0 ? NO_ELEMENTS : new Object[arraySize];
    pairs = NO_ELEMENTS;
    chain = NO_CHAIN;
    makeHash(hashSize);
  }

  /** A table of these elements, from 1 on. */
  public static LuaTable of(@Nullable Object... elements) {
    LuaTable table = new LuaTable();
    table.array = elements.clone();
    return table;
  }

  /** The metatable, if it has one. */
  public @Nullable LuaTable metatable() {
    return metatable;
  }

  /** Gives it a metatable, or takes it away; does not ask whether the table may be written. */
  public void setMetatable(@Nullable LuaTable metatable) {
    this.metatable = metatable;
  }

  /** Whether scripts may not write to it: "Attempt to modify a readonly table". */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Forbids or permits scripts to write; the host may always. */
  public void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /** Makes it and all tables in it read-only, their metatables too. */
  void makeReadOnlyThroughout() {
    if (readOnly) {
      return;
    }
    readOnly = true;
    for (int i = 0; i < endPosition(); i++) {
      if (entryAt(i) instanceof LuaTable inner) {
        inner.makeReadOnlyThroughout();
      }
    }
    if (metatable != null) {
      metatable.makeReadOnlyThroughout();
    }
  }

  /** The value at any key, without metamethods. */
  public @Nullable Object get(@Nullable Object key) {
    if (key instanceof Bytes text) {
      return get(text, StringHash.of(text));
    }
    if (key instanceof Double number) {
      double value = number;
      int index = (int) value;
      if (index == value) {
        return get(index);
      }
    }
    return key == null ? null : valueAt(find(key));
  }

  /** The value at a text key. */
  public @Nullable Object get(String key) {
    return get(Bytes.of(key));
  }

  /** The value at an integer key. */
  public @Nullable Object get(int index) {
    if (index - 1 >= 0 && index - 1 < array.length) {
      return array[index - 1];
    }
    return chain.length == 0 ? null : valueAt(findNumber(index));
  }

  /** As {@link #get(Object)} for a string whose hash is known. */
  @Nullable Object get(Bytes key, int hash) {
    return valueAt(find(key, hash));
  }

  private @Nullable Object valueAt(int position) {
    return position < 0 ? null : pairs[2 * position + 1];
  }

  /**
   * Sets the value at any key, without metamethods and without asking whether it may be written.
   *
   * @throws IllegalArgumentException if the key is nil or NaN
   */
  public void set(@Nullable Object key, @Nullable Object value) {
    if (key instanceof Bytes text) {
      set(text, StringHash.of(text), value);
      return;
    }
    if (key instanceof Double number) {
      double exact = number;
      int index = (int) exact;
      if (index == exact) {
        set(index, number, value);
        return;
      }
    }
    if (key == null || !isKey(key)) {
      throw new IllegalArgumentException("key must be neither nil nor NaN, was " + key);
    }
    int position = find(key);
    if (position >= 0) {
      pairs[2 * position + 1] = value;
    } else {
      insert(key, value);
    }
  }

  /** Sets the value at a text key. */
  public void set(String key, @Nullable Object value) {
    set(Bytes.of(key), value);
  }

  /** Sets the value at an integer key. */
  public void set(int index, @Nullable Object value) {
    set(index, null, value);
  }

  private void set(int index, @Nullable Double boxed, @Nullable Object value) {
    if (index - 1 >= 0 && index - 1 < array.length) {
      array[index - 1] = value;
      return;
    }
    int position = chain.length == 0 ? NOWHERE : findNumber(index);
    if (position >= 0) {
      pairs[2 * position + 1] = value;
    } else {
      insert(boxed == null ? Double.valueOf(index) : boxed, value);
    }
  }

  /** As {@link #set(Object, Object)} for a string whose hash is known. */
  void set(Bytes key, int hash, @Nullable Object value) {
    int position = find(key, hash);
    if (position >= 0) {
      pairs[2 * position + 1] = value;
    } else {
      insert(key, value);
    }
  }

  /** Whether a value may be a key. */
  static boolean isKey(@Nullable Object value) {
    return value instanceof Double number ? !number.isNaN() : value != null;
  }

  /** A border: n such that t[n] is not nil and t[n+1] is; which one, C Lua decides. */
  public int length() {
    int high = array.length;
    if (high > 0 && array[high - 1] == null) {
      int low = 0;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (array[middle - 1] == null) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return low;
    }
    return chain.length == 0 ? high : searchBorderBehind(high);
  }

  private int searchBorderBehind(int known) {
    int low = known;
    int high = known + 1;
    while (get(high) != null) {
      low = high;
      if (high > Integer.MAX_VALUE / 2) {
        return searchBorderOneByOne();
      }
      high *= 2;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (get(middle) == null) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** Only a table that was built to mislead the search gets here. */
  private int searchBorderOneByOne() {
    int index = 1;
    while (get(index) != null) {
      index++;
    }
    return index - 1;
  }

  /** How many elements the array part has room for. */
  int arraySize() {
    return array.length;
  }

  /** Makes room for elements up to the index, as a constructor does before it fills them in. */
  void ensureArray(int size) {
    if (size > array.length) {
      resize(size, pairs.length == 0 ? 0 : chain.length);
    }
  }

  /**
   * Where a traversal goes on after a key; nil starts it. Positions count through the array part
   * and then the hash part.
   *
   * @return the position of the next entry, or the end, where {@link #keyAt} is not to be called
   * @throws IllegalArgumentException if the key is not in the table
   */
  int positionAfter(@Nullable Object key) {
    if (key == null) {
      return firstUsedFrom(0);
    }
    if (isInArray(key)) {
      return firstUsedFrom(TableSizes.index(key));
    }
    int position = find(key);
    if (position < 0) {
      throw new IllegalArgumentException("invalid key to 'next'");
    }
    return firstUsedFrom(array.length + position + 1);
  }

  /** Shows every entry, in the order of a traversal; the table must not change meanwhile. */
  public void forEach(BiConsumer<Object, Object> visitor) {
    for (int at = firstUsedFrom(0); at < endPosition(); at = firstUsedFrom(at + 1)) {
      visitor.accept(keyAt(at), entryAt(at));
    }
  }

  private int firstUsedFrom(int start) {
    int position = start;
    int end = endPosition();
    while (position < end && entryAt(position) == null) {
      position++;
    }
    return position;
  }

  /** Behind the last position. */
  int endPosition() {
    return array.length + chain.length;
  }

  /** The key of the entry at a position. */
  Object keyAt(int position) {
    return position < array.length
        ? Double.valueOf(position + 1)
        : pairs[2 * (position - array.length)];
  }

  /** The value of the entry at a position. */
  Object entryAt(int position) {
    return position < array.length ? array[position] : pairs[2 * (position - array.length) + 1];
  }

  /** Adds the key with a nil value where it is missing, as an assignment in C Lua does first. */
  void reserve(Object key) {
    if (get(key) == null && !isInArray(key) && find(key) < 0) {
      insert(key, null);
    }
  }

  private boolean isInArray(Object key) {
    int index = TableSizes.index(key);
    return index > 0 && index <= array.length;
  }

  private int find(Bytes key, int hash) {
    int mask = chain.length - 1;
    if (mask < 0) {
      return NOWHERE;
    }
    int position = hash & mask;
    do {
      Object candidate = pairs[2 * position];
      if (candidate == (Object) key || (candidate instanceof Bytes text && text.equals(key))) {
        return position;
      }
      position = chain[position];
    } while (position >= 0);
    return NOWHERE;
  }

  private int find(Object key) {
    if (key instanceof Bytes text) {
      return find(text, StringHash.of(text));
    }
    if (chain.length == 0) {
      return NOWHERE;
    }
    if (key instanceof Double number) {
      return findNumber(number);
    }
    int position = mainPosition(key);
    while (position >= 0 && pairs[2 * position] != key) {
      position = chain[position];
    }
    return position;
  }

  private int findNumber(double key) {
    int position = mainPosition(key);
    while (position >= 0) {
      if (pairs[2 * position] instanceof Double number && number == key) {
        return position;
      }
      position = chain[position];
    }
    return NOWHERE;
  }

  private int mainPosition(Object key) {
    if (key instanceof Bytes text) {
      return StringHash.of(text) & (chain.length - 1);
    }
    if (key instanceof Double number) {
      return mainPosition(number.doubleValue());
    }
    if (key instanceof Boolean truth) {
      return (truth ? 1 : 0) & (chain.length - 1);
    }
    // C Lua hashes the address: this order is nobody's to rely on, there as here.
    return modulo(System.identityHashCode(key));
  }

  private int mainPosition(double key) {
    if (key == 0) {
      return 0;
    }
    long bits = Double.doubleToRawLongBits(key);
    return modulo((int) bits + (int) (bits >>> 32));
  }

  private int modulo(int hash) {
    return Integer.remainderUnsigned(hash, (chain.length - 1) | 1);
  }

  private void insert(Object key, @Nullable Object value) {
    if (chain.length == 0) {
      growFor(key, value);
      return;
    }
    int main = mainPosition(key);
    if (pairs[2 * main + 1] != null) {
      int free = takeFree();
      if (free < 0) {
        growFor(key, value);
        return;
      }
      main = makeWay(main, free);
    }
    pairs[2 * main] = key;
    pairs[2 * main + 1] = value;
  }

  /** Resolves a collision at a main position; returns where the new key goes. */
  private int makeWay(int main, int free) {
    int rightful = mainPosition(pairs[2 * main]);
    if (rightful == main) {
      chain[free] = chain[main];
      chain[main] = free;
      return free;
    }
    int before = rightful;
    while (chain[before] != main) {
      before = chain[before];
    }
    chain[before] = free;
    pairs[2 * free] = pairs[2 * main];
    pairs[2 * free + 1] = pairs[2 * main + 1];
    chain[free] = chain[main];
    chain[main] = NOWHERE;
    return main;
  }

  private int takeFree() {
    while (lastFree > 0) {
      lastFree--;
      if (pairs[2 * lastFree] == null) {
        return lastFree;
      }
    }
    return NOWHERE;
  }

  private void growFor(Object key, @Nullable Object value) {
    TableSizes sizes = new TableSizes();
    for (int i = 0; i < array.length; i++) {
      if (array[i] != null) {
        sizes.countIndex(i + 1);
      }
    }
    for (int i = 0; i < chain.length; i++) {
      if (pairs[2 * i + 1] != null) {
        sizes.count(pairs[2 * i]);
      }
    }
    sizes.count(key);
    sizes.decide();
    resize(sizes.arraySize(), sizes.hashSize());
    set(key, value);
  }

  private void resize(int arraySize, int hashSize) {
    Object[] oldArray = array;
    Object[] oldPairs = pairs;
    if (arraySize != oldArray.length) {
      array = new Object[arraySize];
      System.arraycopy(oldArray, 0, array, 0, Math.min(arraySize, oldArray.length));
    }
    makeHash(hashSize);
    for (int i = arraySize; i < oldArray.length; i++) {
      if (oldArray[i] != null) {
        set(i + 1, oldArray[i]);
      }
    }
    for (int i = oldPairs.length / 2 - 1; i >= 0; i--) {
      if (oldPairs[2 * i + 1] != null) {
        set(oldPairs[2 * i], oldPairs[2 * i + 1]);
      }
    }
  }

  private void makeHash(int size) {
    if (size == 0) {
      pairs = NO_ELEMENTS;
      chain = NO_CHAIN;
    } else {
      int capacity = 1 << TableSizes.ceilLog2(size);
      pairs = new Object[2 * capacity];
      chain = new int[capacity];
      Arrays.fill(chain, NOWHERE);
    }
    lastFree = chain.length;
  }
}
