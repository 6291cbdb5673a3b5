package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a command stand and what it does to them, as the key specifications of Redis's
 * COMMAND reply say it.
 *
 * @param flags what the command does to the keys: RO, RW, OW, RM, ACCESS, UPDATE, INSERT, DELETE,
 *     not_key, incomplete, variable_flags
 * @param begin where the search begins
 * @param find how many there are from there
 * @param notes what else is to be known, for people
 */
public record KeySpec(List<String> flags, Begin begin, Find find, @Nullable String notes) {

  /** Without notes. */
  public KeySpec(List<String> flags, Begin begin, Find find) {
    this(flags, begin, find, null);
  }

  /** The same with notes. */
  public KeySpec noted(String words) {
    return new KeySpec(flags, begin, find, words);
  }

  /** Where the search for keys begins. */
  public sealed interface Begin {

    /** At a word's number. */
    record Index(int index) implements Begin {}

    /** Behind a word, looked for from a place; from the end where it is negative. */
    record Keyword(String word, int startFrom) implements Begin {}

    /** Nobody can tell without knowing the command. */
    record Unknown() implements Begin {}
  }

  /** How many keys there are from the beginning. */
  public sealed interface Find {

    /**
     * Up to the last one, counted from the beginning or, where negative, from the last word.
     *
     * @param step how many words from key to key
     * @param limit with a last key of -1: only the first of so many parts of the words are keys
     */
    record Range(int lastKey, int step, int limit) implements Find {}

    /** As many as a word says. */
    record KeyNumber(int numberIndex, int firstKey, int step) implements Find {}

    /** Nobody can tell without knowing the command. */
    record Unknown() implements Find {}
  }

  /** One key at that place. */
  public static KeySpec one(int index, String... flags) {
    return range(index, 0, 1, flags);
  }

  /** Keys from that place on; see {@link Find.Range} for the last. */
  public static KeySpec range(int index, int lastKey, int step, String... flags) {
    return new KeySpec(List.of(flags), new Begin.Index(index), new Find.Range(lastKey, step, 0));
  }

  /** As many keys as the word at that place says, right behind it. */
  public static KeySpec counted(int numberAt, String... flags) {
    return new KeySpec(List.of(flags), new Begin.Index(numberAt), new Find.KeyNumber(0, 1, 1));
  }

  /** Keys behind a keyword. */
  public static KeySpec after(String word, int startFrom, Find find, String... flags) {
    return new KeySpec(List.of(flags), new Begin.Keyword(word, startFrom), find);
  }

  /** Keys whose places only the command itself can tell. */
  public static KeySpec unknown(String... flags) {
    return new KeySpec(List.of(flags), new Begin.Unknown(), new Find.Unknown());
  }

  /** Whether the places are not keys in truth, such as channels. */
  public boolean isNotKey() {
    return flags.contains("not_key");
  }

  /** Whether the keys are written to. */
  public boolean writes() {
    return flags.contains("RW") || flags.contains("OW") || flags.contains("RM");
  }

  /** Whether what the keys hold is read. */
  public boolean reads() {
    return flags.contains("RO") || flags.contains("RW");
  }

  /** Whether a request has all the words that are to be keys. */
  public boolean fits(Bytes[] words) {
    int first = beginning(words);
    if (first < 0) {
      return true; // The optional keyword is not there.
    }
    if (find instanceof Find.KeyNumber number) {
      int at = first + number.numberIndex();
      long count = at < words.length ? Numbers.parseLong(words[at]).orElse(-1) : -1;
      return count >= 0
          && count <= words.length
          && first + number.firstKey() + (count - 1) * number.step() < words.length;
    }
    return !(find instanceof Find.Range range)
        || lastOfRange(range, first, words.length) < words.length;
  }

  /** Gives the places of the keys in a request, in order; none where the request has too few. */
  public void forEachKey(Bytes[] words, IntConsumer place) {
    int first = beginning(words);
    if (first < 0 || first >= words.length) {
      return;
    }
    if (find instanceof Find.Range range) {
      int last = lastOfRange(range, first, words.length);
      for (int i = first; i <= last && i < words.length; i += range.step()) {
        place.accept(i);
      }
    } else if (find instanceof Find.KeyNumber number) {
      int at = first + number.numberIndex();
      long count = at < words.length ? Numbers.parseLong(words[at]).orElse(0) : 0;
      int key = first + number.firstKey();
      for (long i = 0; i < count && key < words.length; i++, key += number.step()) {
        place.accept(key);
      }
    }
  }

  private static int lastOfRange(Find.Range range, int first, int length) {
    if (range.lastKey() >= 0) {
      return first + range.lastKey();
    }
    if (range.limit() > 1) {
      return first + (length - first) / range.limit() + range.lastKey();
    }
    return length + range.lastKey();
  }

  private int beginning(Bytes[] words) {
    if (begin instanceof Begin.Index index) {
      return index.index();
    }
    if (begin instanceof Begin.Keyword keyword) {
      boolean backwards = keyword.startFrom() < 0;
      int at = backwards ? words.length + keyword.startFrom() : keyword.startFrom();
      String word = keyword.word().toLowerCase(Locale.ROOT);
      for (int i = at; i > 0 && i < words.length; i += backwards ? -1 : 1) {
        if (words[i].isWord(word)) {
          return i + 1;
        }
      }
    }
    return -1;
  }
}
