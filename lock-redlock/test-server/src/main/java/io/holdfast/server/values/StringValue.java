package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;

/**
 * A binary-safe string. Immutable.
 *
 * @param bytes the content
 * @param origin how it came to be, which decides how Redis keeps it
 */
public record StringValue(Bytes bytes, Origin origin) implements Value {

  /** How a string came to be. */
  public enum Origin {
    /** Given as a whole: kept as a number where it is one. */
    GIVEN,
    /** Printed from a floating-point number: kept as text. */
    PRINTED,
    /** Edited in place: kept with room to grow. */
    EDITED
  }

  private static final int LONGEST_EMBEDDED = 44;
  private static final int SHORT_STRING_FRAME = 4;

  /** A string as SET stores it. */
  public static StringValue of(Bytes bytes) {
    return new StringValue(bytes, Origin.GIVEN);
  }

  /** The same string as one that is edited in place. */
  public StringValue edited() {
    return new StringValue(bytes, Origin.EDITED);
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public String encoding() {
    if (isNumber()) {
      return "int";
    }
    return isEmbedded() ? "embstr" : "raw";
  }

  private boolean isNumber() {
    return origin == Origin.GIVEN && Numbers.isLong(bytes);
  }

  private boolean isEmbedded() {
    return origin != Origin.EDITED && bytes.length() <= LONGEST_EMBEDDED;
  }

  @Override
  public long footprint() {
    if (isNumber()) {
      return Footprint.OBJECT; // It stands in the place of its pointer.
    }
    return isEmbedded()
        ? Footprint.allocated(Footprint.OBJECT + SHORT_STRING_FRAME + bytes.length())
        : Footprint.OBJECT + Footprint.string(bytes.length());
  }

  @Override
  public StringValue copy() {
    return this;
  }
}
