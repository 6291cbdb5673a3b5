package io.holdfast.server.scripting.lua;

import java.util.function.DoubleUnaryOperator;

/** The table {@code math}. */
final class MathLibrary {

  private static final double MADE_NAN = Double.longBitsToDouble(0xfff8000000000000L);

  private MathLibrary() {}

  static void install(LuaRuntime runtime) {
    LibraryFunction.Installer installer = runtime.library("math");
    installer.library().set("pi", Math.PI);
    installer.library().set("huge", Double.POSITIVE_INFINITY);
    addOfOne(installer, "abs", Math::abs);
    addOfOne(installer, "acos", x -> found(x, Math.acos(x)));
    addOfOne(installer, "asin", x -> found(x, Math.asin(x)));
    addOfOne(installer, "atan", Math::atan);
    addOfOne(installer, "ceil", Math::ceil);
    addOfOne(installer, "cos", x -> made(x, Math.cos(x)));
    addOfOne(installer, "cosh", Math::cosh);
    addOfOne(installer, "deg", x -> x / (Math.PI / 180.0));
    addOfOne(installer, "exp", Math::exp);
    addOfOne(installer, "floor", Math::floor);
    addOfOne(installer, "log", x -> made(x, Math.log(x)));
    addOfOne(installer, "log10", x -> found(x, Math.log10(x)));
    addOfOne(installer, "rad", x -> x * (Math.PI / 180.0));
    addOfOne(installer, "sin", x -> made(x, Math.sin(x)));
    addOfOne(installer, "sinh", Math::sinh);
    addOfOne(installer, "sqrt", x -> made(x, Math.sqrt(x)));
    addOfOne(installer, "tan", x -> made(x, Math.tan(x)));
    addOfOne(installer, "tanh", Math::tanh);
    installer
        .add("atan2", a -> Math.atan2(a.number(1), a.number(2)))
        .add("fmod", MathLibrary::remainder)
        .add("frexp", MathLibrary::split)
        .add("ldexp", a -> scale(a.number(1), a.small(2)))
        .add("max", MathLibrary::greatest)
        .add("min", MathLibrary::least)
        .add("modf", MathLibrary::fraction)
        .add("pow", a -> Arithmetic.compute(Event.POWER, a.number(1), a.number(2)));
    installer.library().set("mod", installer.library().get("fmod"));
    addRandom(installer);
  }

  private static void addOfOne(
      LibraryFunction.Installer installer, String name, DoubleUnaryOperator function) {
    installer.add(name, a -> function.applyAsDouble(a.number(1)));
  }

  /** A NaN that came of a number has the sign that the C library gives it. */
  private static double made(double operand, double result) {
    return Double.isNaN(result) ? Double.isNaN(operand) ? operand : MADE_NAN : result;
  }

  /** As {@link #made}, of functions that the C library gives a plain NaN. */
  private static double found(double operand, double result) {
    return Double.isNaN(result) ? Double.isNaN(operand) ? operand : Double.NaN : result;
  }

  private static Object remainder(Arguments arguments) {
    double dividend = arguments.number(1);
    double divisor = arguments.number(2);
    double result = dividend % divisor;
    return made(Double.isNaN(divisor) && !Double.isNaN(dividend) ? divisor : dividend, result);
  }

  private static Object split(Arguments arguments) {
    double value = arguments.number(1);
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return new Object[] {value, 0.0};
    }
    int exponent = Math.getExponent(value) + 1;
    if (exponent < Double.MIN_EXPONENT + 1) {
      exponent = Math.getExponent(value * 0x1p54) + 1 - 54;
    }
    return new Object[] {scale(value, -exponent), (double) exponent};
  }

  private static double scale(double value, int exponent) {
    return Math.scalb(value, exponent);
  }

  private static Object greatest(Arguments arguments) {
    double best = arguments.number(1);
    for (int i = 2; i <= arguments.count(); i++) {
      double next = arguments.number(i);
      if (next > best) {
        best = next;
      }
    }
    return best;
  }

  private static Object least(Arguments arguments) {
    double best = arguments.number(1);
    for (int i = 2; i <= arguments.count(); i++) {
      double next = arguments.number(i);
      if (next < best) {
        best = next;
      }
    }
    return best;
  }

  private static Object fraction(Arguments arguments) {
    double value = arguments.number(1);
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    double rest = Double.isInfinite(value) ? 0.0 : value - whole;
    return new Object[] {whole, Math.copySign(rest, value)};
  }

  private static void addRandom(LibraryFunction.Installer installer) {
    RandomNumbers numbers = new RandomNumbers();
    installer
        .add("random", a -> draw(a, numbers.next()))
        .add(
            "randomseed",
            a -> {
              numbers.seed(a.small(1));
              return Results.NONE;
            });
  }

  private static Object draw(Arguments arguments, double random) {
    if (arguments.count() == 0) {
      return random;
    }
    if (arguments.count() > 2) {
      throw arguments.runtime.error("wrong number of arguments");
    }
    boolean hasBoth = arguments.count() == 2;
    int from = hasBoth ? arguments.small(1) : 1;
    int to = arguments.small(hasBoth ? 2 : 1);
    arguments.check(from <= to, hasBoth ? 2 : 1, "interval is empty");
    return Math.floor(random * (to - from + 1)) + from;
  }
}
