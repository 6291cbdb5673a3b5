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
    if (Numbers.parseLong(bytes).isPresent()) {
      return "int";
    }
    return bytes.length() <= LONGEST_EMBEDDED ? "embstr" : "raw";
  }

  @Override
  public long footprint() {
    return bytes.length();
  }

  @Override
  public StringValue copy() {
    return this;
  }
}
