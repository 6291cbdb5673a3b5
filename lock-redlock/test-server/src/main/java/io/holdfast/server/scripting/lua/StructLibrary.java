package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code struct}: values to and from the bytes of C structures. */
final class StructLibrary {

  private static final String TOO_SHORT = "data string too short";

  private StructLibrary() {}

  static void install(LuaRuntime runtime) {
    runtime
        .library("struct")
        .add("pack", StructLibrary::pack)
        .add("size", StructLibrary::size)
        .add("unpack", StructLibrary::unpack);
  }

  /** Missing arguments are reported as nil, because C keeps one behind the last. */
  private static Object pack(Arguments given) {
    StructFormat format = new StructFormat(given);
    Arguments arguments = given.withNilBehind();
    LuaStringBuilder result = new LuaStringBuilder();
    int argument = 2;
    while (format.next()) {
      for (int i = format.padding(result.length()); i > 0; i--) {
        result.append(0);
      }
      char option = format.option();
      if (format.isInteger()) {
        long value = unsigned(arguments.number(argument++));
        appendInteger(result, value, format.size(), format.isBigEndian());
      } else if (option == 'f') {
        int bits = Float.floatToRawIntBits((float) arguments.number(argument++));
        appendInteger(result, bits, 4, format.isBigEndian());
      } else if (option == 'd') {
        long bits = Double.doubleToRawLongBits(arguments.number(argument++));
        appendInteger(result, bits, 8, format.isBigEndian());
      } else if (option == 'c' || option == 's') {
        Bytes text = arguments.string(argument++);
        int wanted = format.size() == 0 ? text.length() : format.size();
        arguments.check(text.length() >= wanted, argument, "string too short");
        result.append(text.array(), 0, wanted);
        if (option == 's') {
          result.append(0);
        }
      } else if (option == 'x') {
        result.append(0);
      } else {
        format.control();
      }
    }
    return result.toBytes();
  }

  /** C's cast, by way of a signed number for one below 0. */
  private static long unsigned(double number) {
    return number >= 0x1p63
        ? Arguments.toLong(number - 0x1p63) ^ Long.MIN_VALUE
        : Arguments.toLong(number);
  }

  private static void appendInteger(
      LuaStringBuilder result, long value, int size, boolean isBigEndian) {
    for (int i = 0; i < size; i++) {
      int index = isBigEndian ? size - 1 - i : i;
      result.append(index < 8 ? (int) (value >>> (8 * index)) : 0);
    }
  }

  private static Object size(Arguments arguments) {
    StructFormat format = new StructFormat(arguments);
    long position = 0;
    while (format.next()) {
      position += format.padding(position);
      arguments.check(format.option() != 's', 1, "option 's' has no fixed size");
      boolean isSized = format.option() != 'c' || format.size() > 0;
      arguments.check(isSized, 1, "option 'c0' has no fixed size");
      if (format.size() == 0 && !Character.isLetterOrDigit(format.option())) {
        format.control();
      }
      position += format.size();
    }
    return (double) position;
  }

  private static Object unpack(Arguments arguments) {
    StructFormat format = new StructFormat(arguments);
    Bytes source = arguments.string(2);
    long start = arguments.integer(3, 1);
    arguments.check(start != 0, 3, "offset must be 1 or greater");
    long position = start - 1;
    List<@Nullable Object> results = new ArrayList<>();
    while (format.next()) {
      int size = format.size();
      checkInside(arguments, source, position, size);
      position += format.padding(position);
      char option = format.option();
      if (format.isInteger()) {
        results.add(integer(format, source, (int) position));
      } else if (option == 'f') {
        int bits = (int) readInteger(source, (int) position, 4, format.isBigEndian());
        results.add((double) Float.intBitsToFloat(bits));
      } else if (option == 'd') {
        long bits = readInteger(source, (int) position, 8, format.isBigEndian());
        results.add(Double.longBitsToDouble(bits));
      } else if (option == 'c') {
        size = size > 0 ? size : sizeBefore(arguments, results);
        checkInside(arguments, source, position, size);
        results.add(Bytes.copyOf(source.array(), (int) position, size));
      } else if (option == 's') {
        int end = zeroFrom(arguments, source, (int) position);
        results.add(source.slice((int) position, end));
        size = end - (int) position + 1;
      } else if (option != 'x') {
        format.control();
      }
      position += size;
    }
    results.add((double) (position + 1));
    return results.toArray();
  }

  private static void checkInside(Arguments arguments, Bytes source, long position, long size) {
    boolean isInside =
        position >= 0 && size >= 0 && size <= source.length() && position <= source.length() - size;
    arguments.check(isInside, 2, TOO_SHORT);
  }

  private static int sizeBefore(Arguments arguments, List<@Nullable Object> results) {
    int last = results.size() - 1;
    if (last < 0 || !(results.get(last) instanceof Double size)) {
      throw arguments.runtime.error("format 'c0' needs a previous size");
    }
    results.remove(last);
    return size.intValue();
  }

  private static int zeroFrom(Arguments arguments, Bytes source, int from) {
    int end = from;
    while (end < source.length() && source.at(end) != 0) {
      end++;
    }
    if (end >= source.length()) {
      throw arguments.runtime.error("unfinished string in data");
    }
    return end;
  }

  private static double integer(StructFormat format, Bytes source, int position) {
    int size = format.size();
    long value = readInteger(source, position, size, format.isBigEndian());
    boolean isSigned = Character.isLowerCase(format.option());
    if (isSigned) {
      int unused = size < 8 && size > 0 ? 64 - 8 * size : 0;
      return (double) (value << unused >> unused);
    }
    return unsignedValue(value);
  }

  private static double unsignedValue(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1 | (value & 1)) * 2.0;
  }

  private static long readInteger(Bytes source, int position, int size, boolean isBigEndian) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      int index = isBigEndian ? i : size - 1 - i;
      boolean isInside = position + index < source.length();
      value = value << 8 | (isInside ? source.at(position + index) & 0xff : 0);
    }
    return value;
  }
}
