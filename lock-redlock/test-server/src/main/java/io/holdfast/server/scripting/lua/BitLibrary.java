package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The table {@code bit}: operations on 32 bits, results with a sign. */
final class BitLibrary {

  /** Added to a number, it leaves the nearest integer in the lowest bits of the sum. */
  private static final double ROUNDING = 0x1.8p52;

  private static final int HEX_DIGITS = 8;

  private BitLibrary() {}

  static void install(LuaRuntime runtime) {
    LibraryFunction.Installer installer = runtime.library("bit");
    addOfOne(installer, "tobit", x -> x);
    addOfOne(installer, "bnot", x -> ~x);
    addOfOne(installer, "bswap", Integer::reverseBytes);
    addOfMany(installer, "band", (x, y) -> x & y);
    addOfMany(installer, "bor", (x, y) -> x | y);
    addOfMany(installer, "bxor", (x, y) -> x ^ y);
    addShift(installer, "lshift", (x, n) -> x << n);
    addShift(installer, "rshift", (x, n) -> x >>> n);
    addShift(installer, "arshift", (x, n) -> x >> n);
    addShift(installer, "rol", Integer::rotateLeft);
    addShift(installer, "ror", Integer::rotateRight);
    installer.add("tohex", BitLibrary::toHex);
  }

  private static void addOfOne(
      LibraryFunction.Installer installer, String name, IntUnaryOperator operation) {
    installer.add(name, a -> (double) operation.applyAsInt(bits(a, 1)));
  }

  private static void addOfMany(
      LibraryFunction.Installer installer, String name, IntBinaryOperator operation) {
    installer.add(
        name,
        a -> {
          int result = bits(a, 1);
          for (int i = a.count(); i > 1; i--) {
            result = operation.applyAsInt(result, bits(a, i));
          }
          return (double) result;
        });
  }

  private static void addShift(
      LibraryFunction.Installer installer, String name, IntBinaryOperator operation) {
    installer.add(name, a -> (double) operation.applyAsInt(bits(a, 1), bits(a, 2) & 31));
  }

  private static int bits(Arguments arguments, int index) {
    return (int) Double.doubleToRawLongBits(arguments.number(index) + ROUNDING);
  }

  private static @Nullable Object toHex(Arguments arguments) {
    int value = bits(arguments, 1);
    int wanted = arguments.count() < 2 ? HEX_DIGITS : bits(arguments, 2);
    String all = String.format(wanted < 0 ? "%08X" : "%08x", value);
    int digits = wanted < 0 ? -wanted : wanted;
    boolean isAll = digits < 0 || digits > HEX_DIGITS;
    return Bytes.of(all.substring(isAll ? 0 : HEX_DIGITS - digits));
  }
}
