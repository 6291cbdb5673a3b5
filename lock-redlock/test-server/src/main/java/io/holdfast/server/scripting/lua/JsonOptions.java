package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** What scripts may set of {@code cjson}, and the functions that set it. */
final class JsonOptions {

  private static final String OFF = "off";
  private static final String ON = "on";
  private static final String NULL = "null";
  private static final int MOST_DIGITS = 14;

  boolean sparseConverts;
  int sparseRatio = 2;
  int sparseSafe = 10;
  int mostEncodeDepth = 1000;
  int mostDecodeDepth = 1000;
  int digits = MOST_DIGITS;
  boolean decodesInvalidNumbers = true;
  private boolean keepsBuffer = true;
  private String invalidNumbers = OFF;

  /** Whether NaN and infinity are written as they print. */
  boolean writesInvalidNumbers() {
    return invalidNumbers.equals(ON);
  }

  /** Whether NaN and infinity become null. */
  boolean nullsInvalidNumbers() {
    return invalidNumbers.equals(NULL);
  }

  void install(LibraryFunction.Installer installer) {
    installer
        .add("encode_sparse_array", this::sparseArray)
        .add("encode_max_depth", this::encodeDepth)
        .add("decode_max_depth", this::decodeDepth)
        .add("encode_number_precision", this::precision)
        .add("encode_keep_buffer", this::keepBuffer)
        .add("encode_invalid_numbers", this::invalidNumbers)
        .add("decode_invalid_numbers", this::decodeInvalidNumbers);
  }

  private Object sparseArray(Arguments arguments) {
    arguments.checkCountAtMost(3);
    sparseConverts = choice(arguments, sparseConverts ? ON : OFF, false).equals(ON);
    sparseRatio = setting(arguments, 2, 0, sparseRatio);
    sparseSafe = setting(arguments, 3, 0, sparseSafe);
    return new Object[] {sparseConverts, (double) sparseRatio, (double) sparseSafe};
  }

  private Object encodeDepth(Arguments arguments) {
    arguments.checkCountAtMost(1);
    mostEncodeDepth = setting(arguments, 1, 1, mostEncodeDepth);
    return (double) mostEncodeDepth;
  }

  private Object decodeDepth(Arguments arguments) {
    arguments.checkCountAtMost(1);
    mostDecodeDepth = setting(arguments, 1, 1, mostDecodeDepth);
    return (double) mostDecodeDepth;
  }

  private Object precision(Arguments arguments) {
    arguments.checkCountAtMost(1);
    if (!arguments.isAbsent(1)) {
      int wanted = arguments.small(1);
      arguments.check(
          wanted >= 1 && wanted <= MOST_DIGITS, 1, "expected integer between 1 and " + MOST_DIGITS);
      digits = wanted;
    }
    return (double) digits;
  }

  private Object keepBuffer(Arguments arguments) {
    arguments.checkCountAtMost(1);
    keepsBuffer = choice(arguments, keepsBuffer ? ON : OFF, false).equals(ON);
    return keepsBuffer;
  }

  private Object invalidNumbers(Arguments arguments) {
    arguments.checkCountAtMost(1);
    invalidNumbers = choice(arguments, invalidNumbers, true);
    return invalidNumbers.equals(NULL) ? Bytes.of(NULL) : invalidNumbers.equals(ON);
  }

  private Object decodeInvalidNumbers(Arguments arguments) {
    arguments.checkCountAtMost(1);
    decodesInvalidNumbers = choice(arguments, decodesInvalidNumbers ? ON : OFF, false).equals(ON);
    return decodesInvalidNumbers;
  }

  private static int setting(Arguments arguments, int index, int least, int current) {
    if (arguments.isAbsent(index)) {
      return current;
    }
    int value = arguments.small(index);
    // The message blames the first argument whichever it is: cjson shifts them away as it reads.
    arguments.check(
        value >= least, 1, "expected integer between " + least + " and " + Integer.MAX_VALUE);
    return value;
  }

  private static String choice(Arguments arguments, String current, boolean allowsNull) {
    Object given = arguments.get(1);
    if (given == null) {
      return current;
    }
    if (given instanceof Boolean isOn) {
      return isOn ? ON : OFF;
    }
    String word = Values.latin(arguments.string(1));
    boolean isKnown = word.equals(OFF) || word.equals(ON) || (allowsNull && word.equals(NULL));
    arguments.check(isKnown, 1, "invalid option '" + word + "'");
    return word;
  }
}
