package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** A field of a hash and what it holds. */
public final class HashField extends Dict.Node<HashField> {

  private Bytes value;
  // The order in which fields came.
  @Nullable HashField before;
  @Nullable HashField after;

  HashField(Bytes field, Bytes value) {
    super(field);
    this.value = value;
  }

  /** What it holds. */
  public Bytes value() {
    return value;
  }

  void value(Bytes next) {
    value = next;
  }

  /** The field that came after it, or null. */
  public @Nullable HashField next() {
    return after;
  }
}
