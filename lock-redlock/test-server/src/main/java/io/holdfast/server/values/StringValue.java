package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;

/**
 * A binary-safe string. Immutable.
 *
 * @param bytes the content
 * @param edited whether it came from a command that edits in place, which Redis keeps as raw
 */
public record StringValue(Bytes bytes, boolean edited) implements Value {

  private static final int LONGEST_EMBEDDED = 44;
  private static final int SHORT_STRING_FRAME = 4;

  /** A string as SET stores it. */
  public static StringValue of(Bytes bytes) {
    return new StringValue(bytes, false);
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public String encoding() {
    if (edited) {
      return "raw";
    }
    if (Numbers.isLong(bytes)) {
      return "int";
    }
    return bytes.length() <= LONGEST_EMBEDDED ? "embstr" : "raw";
  }

  @Override
  public long footprint() {
    int length = bytes.length();
    if (edited || length > LONGEST_EMBEDDED) {
      return Footprint.OBJECT + Footprint.string(length);
    }
    // A number stands in the place of its pointer; a short string right behind its head.
    return Numbers.isLong(bytes)
        ? Footprint.OBJECT
        : Footprint.allocated(Footprint.OBJECT + SHORT_STRING_FRAME + length);
  }

  @Override
  public StringValue copy() {
    return this;
  }
}
