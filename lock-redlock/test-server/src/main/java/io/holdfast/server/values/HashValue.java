package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Fields and what they hold, in the order in which the fields came: a listpack of Redis shows them
 * so, and its hash table in no order.
 */
public final class HashValue implements Value {

  private static final int PACKED_FRAME = 4; // Of a field and its value in a listpack.
  private static final int TABLE_FRAME = 40; // A node of a table and the heads of two strings.

  private final EncodingLimits limits;
  private final Dict<HashField> fields = new Dict<>();
  private @Nullable HashField first;
  private @Nullable HashField last;
  private boolean outgrown;
  private long contentBytes;

  /** No fields yet. */
  public HashValue(EncodingLimits limits) {
    this.limits = limits;
  }

  /** How many fields there are. */
  public int size() {
    return fields.size();
  }

  /** Whether there is no field; then the key is to go. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The field, or null. */
  public @Nullable HashField find(Bytes field) {
    return fields.find(field);
  }

  /** What the field holds, or null where there is none. */
  public @Nullable Bytes get(Bytes field) {
    HashField found = fields.find(field);
    return found == null ? null : found.value();
  }

  /** The field that came first, or null; the others follow it. */
  public @Nullable HashField first() {
    return first;
  }

  /** Sets what the field holds; says whether the field is new. */
  public boolean put(Bytes field, Bytes value) {
    HashField known = fields.find(field);
    EncodingLimits.Pair listpack = limits.hash();
    outgrown |= field.length() > listpack.length() || value.length() > listpack.length();
    if (known == null) {
      append(new HashField(field, value));
    } else {
      contentBytes += value.length() - known.value().length();
      known.value(value);
    }
    outgrown |= !listpack.allows(size());
    return known == null;
  }

  private void append(HashField added) {
    fields.add(added);
    added.before = last;
    if (last == null) {
      first = added;
    } else {
      last.after = added;
    }
    last = added;
    contentBytes += added.key().length() + added.value().length();
  }

  /** Removes the field; says whether it was there. */
  public boolean remove(Bytes field) {
    HashField removed = fields.remove(field);
    if (removed == null) {
      return false;
    }
    if (removed.before == null) {
      first = removed.after;
    } else {
      removed.before.after = removed.after;
    }
    if (removed.after == null) {
      last = removed.before;
    } else {
      removed.after.before = removed.before;
    }
    contentBytes -= field.length() + removed.value().length();
    return true;
  }

  /** A field by chance; there is one. */
  public HashField random(RandomGenerator entropy) {
    return fields.random(entropy);
  }

  /** All fields by their table, for scans. */
  public Dict<HashField> table() {
    return fields;
  }

  /** Whether it is small enough to be a listpack. */
  public boolean isPacked() {
    return !outgrown;
  }

  @Override
  public String typeName() {
    return "hash";
  }

  @Override
  public String encoding() {
    return outgrown ? "hashtable" : "listpack";
  }

  @Override
  public long footprint() {
    return contentBytes + (long) size() * (outgrown ? TABLE_FRAME : PACKED_FRAME);
  }

  @Override
  public HashValue copy() {
    HashValue copy = new HashValue(limits);
    for (HashField at = first; at != null; at = at.next()) {
      copy.put(at.key(), at.value());
    }
    copy.outgrown = outgrown; // Whatever the limits are by now.
    return copy;
  }
}
