package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What SSCAN, HSCAN and ZSCAN ask for: the next part of a value, some of it chosen by a pattern.
 *
 * @param cursor where the last part ended
 * @param count how much to look at, about
 * @param pattern what must match, or null for everything
 */
public record ScanRequest(long cursor, long count, @Nullable Bytes pattern) {

  private static final long USUAL_COUNT = 10;
  private static final long BUCKETS_PER_ELEMENT = 10;

  /**
   * Looks at the next part of a table.
   *
   * @param <T> what it holds
   */
  @FunctionalInterface
  public interface Table<T> {
    /** Gives what the cursor stands for to the visitor and returns the next cursor. */
    long scan(long cursor, Consumer<T> visitor);
  }

  /** Reads the cursor, which Redis does before it looks for the key. */
  public static long cursor(Call call, int at) {
    Bytes word = call.word(at);
    // As strtoul takes it: no spaces first, nothing is zero, and a minus counts from the end.
    String digits = word.latin();
    String unsigned =
        digits.startsWith("+") || digits.startsWith("-") ? digits.substring(1) : digits;
    try {
      long number = word.isEmpty() ? 0 : Long.parseUnsignedLong(unsigned);
      return digits.startsWith("-") ? -number : number;
    } catch (NumberFormatException e) {
      throw new CommandError("ERR invalid cursor");
    }
  }

  /** Reads the options. */
  public static ScanRequest parse(Call call, long cursor, int firstOption) {
    long count = USUAL_COUNT;
    Bytes pattern = null;
    for (int i = firstOption; i < call.size(); i += 2) {
      if (call.isWord(i, "count") && call.has(i + 1)) {
        count = call.integer(i + 1);
        if (count < 1) {
          throw CommandError.syntax();
        }
      } else if (call.isWord(i, "match") && call.has(i + 1)) {
        pattern = call.word(i + 1);
      } else {
        throw CommandError.syntax();
      }
    }
    return new ScanRequest(cursor, count, pattern);
  }

  /** Whether the key, field or member is asked for. */
  public boolean wants(Bytes name) {
    return pattern == null || Glob.matches(pattern, name);
  }

  /** What was found, and where the next call goes on. */
  public record Part<T>(long cursor, List<T> found) {}

  /** The next part of a table. */
  public <T> Part<T> of(Table<T> table) {
    List<T> found = new ArrayList<>();
    long at = cursor;
    long left = count > Long.MAX_VALUE / BUCKETS_PER_ELEMENT ? count : count * BUCKETS_PER_ELEMENT;
    do {
      at = table.scan(at, found::add);
    } while (at != 0 && left-- > 0 && found.size() < count);
    return new Part<>(at, found);
  }
}
