package io.holdfast.server.values;

/** What a key holds. */
public sealed interface Value permits StringValue, SortedSetValue {

  /** The name that TYPE answers. */
  String typeName();

  /** The name that OBJECT ENCODING answers. */
  String encoding();

  /** How many bytes its content takes, roughly; kept up to date by each write. */
  long sizeBytes();

  /** A value of its own with the same content. */
  Value copy();
}
