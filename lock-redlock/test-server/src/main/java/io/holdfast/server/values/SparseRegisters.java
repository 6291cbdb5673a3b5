package io.holdfast.server.values;

import java.util.Arrays;

/**
 * Registers as runs of equal ones, for as long as most of them are zero.
 *
 * <p>A run is one byte or two, as hyperloglog.c of Redis has them: {@code 00xxxxxx} so many zeros
 * but one, {@code 01xxxxxx xxxxxxxx} the same for long runs, {@code 1nnnnnxx} up to four registers
 * of a number from 1 to 32. Runs are split and joined exactly as there, because their bytes are
 * what GET answers.
 */
final class SparseRegisters implements Registers {

  /** The highest number that a run can have. */
  static final int HIGHEST_NUMBER = 32;

  private static final int LONGEST_SHORT = 64;
  private static final int LONGEST_NUMBERED = 4;
  private static final int RUNS_TO_JOIN = 5;

  private byte[] runs;

  /** These runs, which the caller gives away. */
  SparseRegisters(byte[] runs) {
    this.runs = runs;
  }

  /** All zero. */
  SparseRegisters() {
    this(new byte[0]);
    runs = new Splice().zeros(COUNT).bytes();
  }

  // ---- runs

  private boolean isNumbered(int at) {
    return (runs[at] & 0x80) != 0;
  }

  private boolean isLong(int at) {
    return (runs[at] & 0xc0) == 0x40;
  }

  private int width(int at) {
    return isLong(at) ? 2 : 1;
  }

  private int number(int at) {
    return isNumbered(at) ? ((runs[at] >> 2) & 0x1f) + 1 : 0;
  }

  private int length(int at) {
    if (isNumbered(at)) {
      return (runs[at] & 3) + 1;
    }
    if (!isLong(at)) {
      return (runs[at] & 0x3f) + 1;
    }
    int low = at + 1 < runs.length ? runs[at + 1] & 0xff : 0;
    return (((runs[at] & 0x3f) << 8) | low) + 1;
  }

  private static byte numbered(int number, int length) {
    return (byte) (0x80 | ((number - 1) << 2) | (length - 1));
  }

  /** Up to three runs that take the place of one. */
  private static final class Splice {
    private final byte[] bytes = new byte[5];
    private int length;

    Splice zeros(int count) {
      if (count > LONGEST_SHORT) {
        bytes[length++] = (byte) (0x40 | ((count - 1) >> 8));
        bytes[length++] = (byte) (count - 1);
      } else if (count > 0) {
        bytes[length++] = (byte) (count - 1);
      }
      return this;
    }

    Splice numbered(int number, int count) {
      if (count > 0) {
        bytes[length++] = SparseRegisters.numbered(number, count);
      }
      return this;
    }

    Splice some(int number, int count) {
      return number == 0 ? zeros(count) : numbered(number, count);
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, length);
    }
  }

  // ---- changing

  /** What became of a register that was to be raised. */
  enum Outcome {
    RAISED,
    /** It was as high already. */
    UNCHANGED,
    /** Nothing was done, because the number or the runs would be too large for this form. */
    DOES_NOT_FIT
  }

  /**
   * Raises one register to that number if it is lower.
   *
   * @param most how many bytes the runs may take if they have to grow
   * @throws CorruptRegistersException if there is no such register
   */
  Outcome raise(int register, int number, long most) throws CorruptRegistersException {
    if (number > HIGHEST_NUMBER) {
      return Outcome.DOES_NOT_FIT;
    }
    int at = 0;
    int before = 0;
    int first = 0;
    while (at < runs.length && register >= first + length(at)) {
      first += length(at);
      before = at;
      at += width(at);
    }
    if (at >= runs.length) {
      throw new CorruptRegistersException();
    }
    if (number(at) >= number) {
      return Outcome.UNCHANGED;
    }
    int last = first + length(at) - 1;
    int old = number(at);
    byte[] splice =
        new Splice()
            .some(old, register - first)
            .numbered(number, 1)
            .some(old, last - register)
            .bytes();
    int growth = splice.length - width(at);
    if (growth > 0 && runs.length + growth > most) {
      return Outcome.DOES_NOT_FIT;
    }
    replace(at, width(at), splice);
    joinFrom(before);
    return Outcome.RAISED;
  }

  private void replace(int at, int width, byte[] splice) {
    int rest = Math.max(0, runs.length - at - width);
    byte[] changed = Arrays.copyOf(runs, at + splice.length + rest);
    System.arraycopy(splice, 0, changed, at, splice.length);
    System.arraycopy(runs, at + width, changed, at + splice.length, rest);
    runs = changed;
  }

  /** Joins neighbours of the same number, among the few runs that a change can have touched. */
  private void joinFrom(int start) {
    int at = start;
    for (int i = 0; i < RUNS_TO_JOIN && at < runs.length; i++) {
      if (isNumbered(at) && at + 1 < runs.length && isNumbered(at + 1)) {
        int length = length(at) + length(at + 1);
        if (number(at) == number(at + 1) && length <= LONGEST_NUMBERED) {
          replace(at, 2, new byte[] {numbered(number(at), length)});
          continue;
        }
      }
      at += width(at);
    }
  }

  // ---- reading

  @Override
  public byte[] bytes() {
    return runs;
  }

  @Override
  public int[] histogram() throws CorruptRegistersException {
    int[] histogram = new int[HIGHEST + 1];
    int seen = 0;
    for (int at = 0; at < runs.length; at += width(at)) {
      histogram[number(at)] += length(at);
      seen += length(at);
    }
    requireAll(seen);
    return histogram;
  }

  @Override
  public void raiseAll(byte[] numbers) throws CorruptRegistersException {
    int seen = 0;
    for (int at = 0; at < runs.length; at += width(at)) {
      if (seen + length(at) > COUNT) {
        throw new CorruptRegistersException();
      }
      for (int end = seen + length(at); seen < end; seen++) {
        numbers[seen] = (byte) Math.max(numbers[seen], number(at));
      }
    }
    requireAll(seen);
  }

  private static void requireAll(int seen) throws CorruptRegistersException {
    if (seen != COUNT) {
      throw new CorruptRegistersException();
    }
  }

  /** The same registers in the other form. */
  DenseRegisters dense() throws CorruptRegistersException {
    byte[] numbers = new byte[COUNT];
    raiseAll(numbers);
    DenseRegisters dense = new DenseRegisters();
    for (int register = 0; register < COUNT; register++) {
      dense.raise(register, numbers[register]);
    }
    return dense;
  }

  /** The runs for people: Z and z for zeros, v for numbers, as PFDEBUG DECODE prints them. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < runs.length; at += width(at)) {
      text.append(isNumbered(at) ? "v:" + number(at) + "," : isLong(at) ? "Z:" : "z:");
      text.append(length(at)).append(' ');
    }
    return text.toString().strip();
  }
}
