package io.holdfast.server.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable binary-safe string: the form of every key, value, argument and Lua string.
 *
 * <p>Ordered as {@code memcmp} orders, byte by byte and unsigned, a prefix before what it begins.
 */
public final class Bytes implements Comparable<Bytes> {

  /** The string of no bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;
  private int hash;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** Takes the array as it is: the caller gives it away and never writes to it again. */
  public static Bytes wrap(byte[] array) {
    return new Bytes(array);
  }

  /** A copy of {@code length} bytes from {@code offset}. */
  public static Bytes copyOf(byte[] source, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** The UTF-8 form of the text. */
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The decimal form of the number. */
  public static Bytes of(long number) {
    return new Bytes(Numbers.digits(number));
  }

  /** How many bytes there are. */
  public int length() {
    return array.length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return array.length == 0;
  }

  /** The byte at the index, signed as Java has it. */
  public byte at(int index) {
    return array[index];
  }

  /** The bytes from {@code from} up to, not including, {@code to}. */
  public Bytes slice(int from, int to) {
    return from == 0 && to == array.length ? this : copyOf(array, from, to - from);
  }

  /** Whether this begins with those bytes. */
  public boolean startsWith(Bytes prefix) {
    int length = prefix.array.length;
    return length <= array.length && Arrays.equals(array, 0, length, prefix.array, 0, length);
  }

  /** The bytes themselves, not a copy: only for reading. */
  public byte[] array() {
    return array;
  }

  /** One character for each byte; {@link #ofLatin} is the way back. */
  public String latin() {
    return new String(array, StandardCharsets.ISO_8859_1);
  }

  /** One byte for each character, none of which may be above 255. */
  public static Bytes ofLatin(String text) {
    return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** In double quotes, with escapes for what cannot be printed, as {@code sdscatrepr} has it. */
  public String quoted() {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : array) {
      switch (b) {
        case '\\', '"' -> quoted.append('\\').append((char) b);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case 7 -> quoted.append("\\a");
        case '\b' -> quoted.append("\\b");
        default -> {
          if (b >= ' ' && b < 127) {
            quoted.append((char) b);
          } else {
            quoted.append("\\x%02x".formatted(b & 0xff));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** The bytes read as UTF-8; what is not UTF-8 comes out replaced, so this is for people only. */
  public String text() {
    return new String(array, StandardCharsets.UTF_8);
  }

  /** Whether this is the word, in capital or small ASCII letters; the word has small ones. */
  public boolean isWord(String word) {
    if (array.length != word.length()) {
      return false;
    }
    for (int i = 0; i < array.length; i++) {
      if (small(array[i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The same with small ASCII letters instead of capital ones. */
  public Bytes toSmallLetters() {
    byte[] small = array.clone();
    for (int i = 0; i < small.length; i++) {
      small[i] = small(small[i]);
    }
    return new Bytes(small);
  }

  private static byte small(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = Arrays.hashCode(array);
      hash = known;
    }
    return known;
  }

  /** As {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }
}
