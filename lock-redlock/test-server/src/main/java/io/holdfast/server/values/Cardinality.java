package io.holdfast.server.values;

/**
 * Otmar Ertl's improved raw estimator of cardinality, by the same steps in the same order as
 * hyperloglog.c of Redis: each rounding counts, for estimates are compared.
 */
final class Cardinality {

  private static final int LAST = 50; // 64 bits of hash less 14 that choose the register.
  private static final double ALPHA = 0.7213475204444817;

  private Cardinality() {}

  /** The estimate from how many registers have each number. */
  static long estimate(int[] histogram) {
    double registers = Registers.COUNT;
    double sum = registers * tau((registers - histogram[LAST + 1]) / registers);
    for (int number = LAST; number >= 1; number--) {
      sum += histogram[number];
      sum *= 0.5;
    }
    sum += registers * sigma(histogram[0] / registers);
    return Math.round(ALPHA * registers * registers / sum);
  }

  private static double sigma(double start) {
    if (start == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = start;
    double y = 1;
    double z = x;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (before != z);
    return z;
  }

  private static double tau(double start) {
    if (start == 0 || start == 1) {
      return 0;
    }
    double x = start;
    double y = 1;
    double z = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (before != z);
    return z / 3;
  }
}
