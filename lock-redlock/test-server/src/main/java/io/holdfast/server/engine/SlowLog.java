package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last commands that took longer than {@code slowlog-log-slower-than}. */
public final class SlowLog {

  private static final int MOST_WORDS = 32;
  private static final int LONGEST_WORD = 128;

  /**
   * One slow command.
   *
   * @param id its number, never used again
   * @param atSeconds when it was logged, since the epoch
   * @param micros how long it took
   * @param words the request, shortened
   * @param address whose it was
   * @param name what that client calls itself
   */
  public record Entry(
      long id, long atSeconds, long micros, List<Bytes> words, String address, Bytes name) {}

  private final ServerConfig config;
  private final Deque<Entry> entries = new ArrayDeque<>(); // The newest first.
  private long nextId;

  SlowLog(ServerConfig config) {
    this.config = config;
  }

  void ran(Call call, long micros) {
    long slowerThan = config.slowlogSlowerThanMicros.get();
    if (slowerThan < 0 || micros < slowerThan || call.spec().is(CommandFlag.SKIP_SLOWLOG)) {
      return;
    }
    Session session = call.session();
    entries.addFirst(
        new Entry(
            nextId++,
            call.nowMillis() / 1_000,
            micros,
            shortened(call.words()),
            session.peer().address(),
            session.name()));
    while (entries.size() > config.slowlogMaxLength.get()) {
      entries.removeLast();
    }
  }

  private static List<Bytes> shortened(Bytes[] words) {
    List<Bytes> kept = new ArrayList<>();
    for (int i = 0; i < words.length && i < MOST_WORDS; i++) {
      if (i == MOST_WORDS - 1 && words.length > MOST_WORDS) {
        kept.add(Bytes.of("... (" + (words.length - i) + " more arguments)"));
      } else {
        kept.add(shortened(words[i]));
      }
    }
    return kept;
  }

  private static Bytes shortened(Bytes word) {
    int more = word.length() - LONGEST_WORD;
    return more <= 0
        ? word
        : Bytes.ofLatin(word.slice(0, LONGEST_WORD).latin() + "... (" + more + " more bytes)");
  }

  /** The newest entries, the newest first. */
  public List<Entry> newest(long most) {
    return entries.stream().limit(most).toList();
  }

  /** How many entries there are. */
  public int size() {
    return entries.size();
  }

  /** Forgets all. */
  public void clear() {
    entries.clear();
  }
}
