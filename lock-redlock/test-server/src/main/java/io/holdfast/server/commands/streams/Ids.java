package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.StreamId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ids as words of a request. */
final class Ids {

  /** The sequence number that an id has that does not say one, at the end of a range. */
  static final long LAST_OF_MILLISECOND = -1;

  private static final int LONGEST = 127;

  private Ids() {}

  /** An id of an entry; without a sequence number it is the millisecond's first. */
  static StreamId strict(Call call, int index) {
    return strict(call.word(index), 0);
  }

  static StreamId strict(Bytes word, long missingSequence) {
    StreamId id = parse(word, missingSequence);
    if (id == null) {
      throw invalid();
    }
    return id;
  }

  /** The error where there is no id. */
  static CommandError invalid() {
    return new CommandError("ERR Invalid stream ID specified as stream command argument");
  }

  /** The ids from one place of the request up to its end. */
  static StreamId[] all(Call call, int first) {
    StreamId[] ids = new StreamId[call.size() - first];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = strict(call, first + i);
    }
    return ids;
  }

  /** The id that a word is, or null where it is none. */
  static @Nullable StreamId parse(Bytes word, long missingSequence) {
    String text = cText(word);
    if (word.length() > LONGEST) {
      return null;
    }
    int dash = text.indexOf('-');
    OptionalLong millis = unsigned(dash < 0 ? text : text.substring(0, dash));
    OptionalLong sequence =
        dash < 0 ? OptionalLong.of(missingSequence) : unsigned(text.substring(dash + 1));
    return millis.isEmpty() || sequence.isEmpty()
        ? null
        : new StreamId(millis.getAsLong(), sequence.getAsLong());
  }

  /** C's strings end at the first zero. */
  private static String cText(Bytes word) {
    String text = word.latin();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /**
   * The milliseconds of an id whose sequence number is left to the server, such as {@code 5-*};
   * empty where the word is no such id.
   */
  static OptionalLong millisOfOpen(Bytes word) {
    String text = cText(word);
    return word.length() <= LONGEST && text.endsWith("-*") && text.indexOf('-') == text.length() - 2
        ? unsigned(text.substring(0, text.length() - 2))
        : OptionalLong.empty();
  }

  /**
   * A number of 64 bits as {@code string2ull} reads it: what is no canonical signed number is left
   * to {@code strtoull}, which also takes spaces, signs and leading zeros.
   */
  private static OptionalLong unsigned(String text) {
    OptionalLong signed = Numbers.parseLong(Bytes.ofLatin(text));
    if (signed.isPresent()) {
      return signed.getAsLong() < 0 ? OptionalLong.empty() : signed;
    }
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || isTab(text.charAt(at)))) {
      at++;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (at < text.length() && (negative || text.charAt(at) == '+')) {
      at++;
    }
    String digits = text.substring(at);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseUnsignedLong(digits);
      return OptionalLong.of(negative ? -number : number);
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // More than 64 bits.
    }
  }

  private static boolean isTab(char letter) {
    return letter >= '\t' && letter <= '\r';
  }

  // ---- ranges

  /** Where a range begins: an id, one behind a bracket that is not in it, or the lowest. */
  static StreamId start(Call call, int index) {
    Bytes word = call.word(index);
    if (!isExclusive(word)) {
      return bound(word, 0);
    }
    StreamId next = strict(word.slice(1, word.length()), 0).next();
    if (next == null) {
      throw new CommandError("ERR invalid start ID for the interval");
    }
    return next;
  }

  /** Where a range ends, as it begins. */
  static StreamId end(Call call, int index) {
    Bytes word = call.word(index);
    if (!isExclusive(word)) {
      return bound(word, LAST_OF_MILLISECOND);
    }
    StreamId before = strict(word.slice(1, word.length()), LAST_OF_MILLISECOND).previous();
    if (before == null) {
      throw new CommandError("ERR invalid end ID for the interval");
    }
    return before;
  }

  private static boolean isExclusive(Bytes word) {
    return word.length() > 1 && word.at(0) == '(';
  }

  private static StreamId bound(Bytes word, long missingSequence) {
    if (word.isWord("-")) {
      return StreamId.ZERO;
    }
    return word.isWord("+") ? StreamId.HIGHEST : strict(word, missingSequence);
  }
}
