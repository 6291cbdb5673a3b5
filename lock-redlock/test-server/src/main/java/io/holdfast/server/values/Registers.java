package io.holdfast.server.values;

/** The registers of a {@link HyperLogLog} in one of their two forms. */
sealed interface Registers permits SparseRegisters, DenseRegisters {

  /** How many there are. */
  int COUNT = 1 << 14;

  /** The highest number that any of them can have. */
  int HIGHEST = 63;

  /** The bytes of all of them, as Redis has them behind the header; only for reading. */
  byte[] bytes();

  /**
   * How many registers have each number.
   *
   * @throws CorruptRegistersException if there are more or fewer registers than there should be
   */
  int[] histogram() throws CorruptRegistersException;

  /**
   * Raises the numbers of an array, one for each register, to those here.
   *
   * @throws CorruptRegistersException if there are more or fewer registers than there should be
   */
  void raiseAll(byte[] numbers) throws CorruptRegistersException;
}
