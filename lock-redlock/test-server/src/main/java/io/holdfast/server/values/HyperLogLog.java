package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.MurmurHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of how many different elements were added, in 16384 registers: the algorithm of
 * Philippe Flajolet and others with the estimator of Otmar Ertl ("New cardinality estimation
 * algorithms for HyperLogLog sketches", 2017).
 *
 * <p>It is kept in a string whose bytes are those of Redis: "HYLL", the form of the registers,
 * three bytes, the last estimate in little-endian order with its highest bit set where it does not
 * count any more, and the registers.
 */
public final class HyperLogLog {

  private static final byte[] MAGIC = {'H', 'Y', 'L', 'L'};
  private static final int FORM_AT = 4;
  private static final int ESTIMATE_AT = 8;
  private static final int ESTIMATE_BYTES = 8;
  private static final int HEADER = 16;
  private static final byte DENSE = 0;
  private static final byte SPARSE = 1;
  private static final int STALE = 0x80;

  private static final long SEED = 0xadc83b19L;
  private static final int INDEX_BITS = 14;

  private final byte[] header;
  private Registers registers;

  private HyperLogLog(byte[] header, Registers registers) {
    this.header = header;
    this.registers = registers;
  }

  /** Of no elements. */
  public HyperLogLog() {
    this(Arrays.copyOf(MAGIC, HEADER), new SparseRegisters());
    header[FORM_AT] = SPARSE;
  }

  /** The one that the string is, or null where it is none. */
  public static @Nullable HyperLogLog of(Bytes text) {
    byte[] bytes = text.array();
    if (bytes.length < HEADER || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return null;
    }
    byte[] header = Arrays.copyOf(bytes, HEADER);
    byte[] rest = Arrays.copyOfRange(bytes, HEADER, bytes.length);
    return switch (header[FORM_AT]) {
      case DENSE ->
          rest.length == DenseRegisters.LENGTH
              ? new HyperLogLog(header, new DenseRegisters(rest))
              : null;
      case SPARSE -> new HyperLogLog(header, new SparseRegisters(rest));
      default -> null;
    };
  }

  /** The string that it is kept in. */
  public Bytes bytes() {
    byte[] tail = registers.bytes();
    byte[] bytes = Arrays.copyOf(header, HEADER + tail.length);
    System.arraycopy(tail, 0, bytes, HEADER, tail.length);
    return Bytes.wrap(bytes);
  }

  // ---- adding

  /**
   * Adds an element.
   *
   * @param sparseMost up to how many bytes the string may have while its registers are sparse
   * @return whether a register was raised by that
   */
  public boolean add(Bytes element, long sparseMost) throws CorruptRegistersException {
    long hash = MurmurHash.of(element, SEED);
    int register = (int) (hash & Registers.COUNT - 1);
    // The bit behind the last one ends the run of zeros where there is no other.
    long rest = (hash >>> INDEX_BITS) | (1L << (Long.SIZE - INDEX_BITS));
    return raise(register, Long.numberOfTrailingZeros(rest) + 1, sparseMost);
  }

  private boolean raise(int register, int number, long sparseMost)
      throws CorruptRegistersException {
    if (registers instanceof SparseRegisters sparse) {
      SparseRegisters.Outcome outcome = sparse.raise(register, number, sparseMost - HEADER);
      if (outcome != SparseRegisters.Outcome.DOES_NOT_FIT) {
        return outcome == SparseRegisters.Outcome.RAISED;
      }
    }
    return makeDense().raise(register, number);
  }

  /** Raises the numbers, one for each register, to those of this one. */
  public void raiseAll(byte[] numbers) throws CorruptRegistersException {
    registers.raiseAll(numbers);
  }

  /** Raises the registers to those numbers, of which there is one for each. */
  public void raiseTo(byte[] numbers, long sparseMost) throws CorruptRegistersException {
    for (int register = 0; register < numbers.length; register++) {
      if (numbers[register] > 0) {
        raise(register, numbers[register], sparseMost);
      }
    }
  }

  // ---- estimating

  /** The last estimate does not count any more. */
  public void forgetEstimate() {
    header[HEADER - 1] |= (byte) STALE;
  }

  /** Whether the last estimate still counts. */
  public boolean hasEstimate() {
    return (header[HEADER - 1] & STALE) == 0;
  }

  /** How many different elements there are, about; remembered until it is forgotten. */
  public long estimate() throws CorruptRegistersException {
    if (!hasEstimate()) {
      long estimate = Cardinality.estimate(registers.histogram());
      for (int i = 0; i < ESTIMATE_BYTES; i++) {
        header[ESTIMATE_AT + i] = (byte) (estimate >>> (8 * i));
      }
    }
    long estimate = 0;
    for (int i = ESTIMATE_BYTES - 1; i >= 0; i--) {
      estimate = (estimate << 8) | (header[ESTIMATE_AT + i] & 0xff);
    }
    return estimate;
  }

  /** How many different elements raised registers to those numbers, about. */
  public static long estimate(byte[] numbers) {
    int[] histogram = new int[Registers.HIGHEST + 1];
    for (byte number : numbers) {
      histogram[number]++;
    }
    return Cardinality.estimate(histogram);
  }

  // ---- registers

  /** One zero for each register. */
  public static byte[] noNumbers() {
    return new byte[Registers.COUNT];
  }

  /** Whether the registers are in their dense form. */
  public boolean isDense() {
    return registers instanceof DenseRegisters;
  }

  /** Has the registers be in their dense form. */
  public void toDense() throws CorruptRegistersException {
    makeDense();
  }

  private DenseRegisters makeDense() throws CorruptRegistersException {
    if (registers instanceof DenseRegisters dense) {
      return dense;
    }
    DenseRegisters dense = ((SparseRegisters) registers).dense();
    registers = dense;
    header[FORM_AT] = DENSE;
    return dense;
  }

  /** The sparse registers as text for people, or null where they are dense. */
  public @Nullable String sparseText() {
    return registers instanceof SparseRegisters sparse ? sparse.text() : null;
  }
}
