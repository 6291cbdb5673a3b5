package io.holdfast.server.values;

/** What a key holds. */
public sealed interface Value
    permits StringValue, ListValue, SetValue, HashValue, SortedSetValue, StreamValue {

  /** The name that TYPE answers. */
  String typeName();

  /** The name that OBJECT ENCODING answers. */
  String encoding();

  /** How many bytes it takes, about; asked after each change, so it must not walk far. */
  long footprint();

  /** A value of its own with the same content. */
  Value copy();
}
