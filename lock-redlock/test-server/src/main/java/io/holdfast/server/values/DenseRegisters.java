package io.holdfast.server.values;

/** Registers of six bits each, one behind the other from the lowest bit of the first byte. */
final class DenseRegisters implements Registers {

  static final int LENGTH = COUNT * 6 / 8;

  private static final int BITS = 6;

  private final byte[] bytes;

  /** These registers, which the caller gives away. */
  DenseRegisters(byte[] bytes) {
    this.bytes = bytes;
  }

  /** All zero. */
  DenseRegisters() {
    this(new byte[LENGTH]);
  }

  int get(int register) {
    int bit = register * BITS;
    int at = bit / 8;
    int low = (bytes[at] & 0xff) >> bit % 8;
    int high = at + 1 < LENGTH ? (bytes[at + 1] & 0xff) << (8 - bit % 8) : 0;
    return (low | high) & HIGHEST;
  }

  private void set(int register, int number) {
    int bit = register * BITS;
    int at = bit / 8;
    int shift = bit % 8;
    bytes[at] = (byte) ((bytes[at] & ~(HIGHEST << shift)) | (number << shift));
    if (shift > 8 - BITS) {
      int rest = 8 - shift;
      bytes[at + 1] = (byte) ((bytes[at + 1] & ~(HIGHEST >> rest)) | (number >> rest));
    }
  }

  /** Raises one register to that number if it is lower; says whether it was. */
  boolean raise(int register, int number) {
    boolean lower = get(register) < number;
    if (lower) {
      set(register, number);
    }
    return lower;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int[] histogram() {
    int[] histogram = new int[HIGHEST + 1];
    for (int register = 0; register < COUNT; register++) {
      histogram[get(register)]++;
    }
    return histogram;
  }

  @Override
  public void raiseAll(byte[] numbers) {
    for (int register = 0; register < COUNT; register++) {
      numbers[register] = (byte) Math.max(numbers[register], get(register));
    }
  }
}
