package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.values.EncodingLimits;
import io.holdfast.server.values.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One execution of one command: its words, its session, the keys that it works on, and the one
 * reply that it owes.
 */
public final class Call {

  private static final double TOO_LONG_MILLIS = 0x1p63;
  private static final long AS_GOOD_AS_NEVER_MILLIS = Duration.ofDays(36_500).toMillis();

  private final Engine engine;
  private final Session session;
  private final CommandSpec spec;
  private final Bytes[] words;
  private final ReplyWriter reply;
  private final boolean mayBlock;
  private long changes;
  private boolean effectForced;
  private boolean waits;
  private @Nullable Bytes readyKey;
  private @Nullable List<Effect> effects;

  Call(
      Engine engine,
      Session session,
      CommandSpec spec,
      Bytes[] words,
      ReplyWriter reply,
      boolean mayBlock) {
    this.engine = engine;
    this.session = session;
    this.spec = spec;
    this.words = words;
    this.reply = reply;
    this.mayBlock = mayBlock;
  }

  /** The server that runs it. */
  public Engine engine() {
    return engine;
  }

  /** Whose request it is. */
  public Session session() {
    return session;
  }

  /** The command. */
  public CommandSpec spec() {
    return spec;
  }

  /** Where the one reply goes. */
  public ReplyWriter reply() {
    return reply;
  }

  // ---- words

  /** How many words the request has, the command's name included. */
  public int size() {
    return words.length;
  }

  /** The word of that number; the command's name is number zero. */
  public Bytes word(int index) {
    return words[index];
  }

  /** All words, to be read only. */
  public Bytes[] words() {
    return words;
  }

  /** Whether the word is that option, in any letters; the option is given in small ones. */
  public boolean isWord(int index, String option) {
    return words[index].isWord(option);
  }

  /** Whether that word and so many behind it are there. */
  public boolean has(int index) {
    return index < words.length;
  }

  /** The word as a whole number of 64 bits. */
  public long integer(int index) {
    return Call.integer(words[index]);
  }

  /** The word as a whole number within limits, or the error that names them not. */
  public long integer(int index, long least, long most) {
    long number = integer(index);
    if (number < least || number > most) {
      throw CommandError.notAnInteger();
    }
    return number;
  }

  /**
   * The word as a whole number that is not below a limit.
   *
   * @param refusal what the error says otherwise, also where it is no number
   */
  public long number(int index, long least, String refusal) {
    OptionalLong number = Numbers.parseLong(words[index]);
    if (number.isEmpty() || number.getAsLong() < least) {
      throw new CommandError("ERR " + refusal);
    }
    return number.getAsLong();
  }

  /** The word as a number of things, zero or more. */
  public long count(int index) {
    return number(index, 0, "value is out of range, must be positive");
  }

  /** So many words from that one on, as keys. */
  public List<Bytes> keys(int first, int number) {
    return List.of(words).subList(first, first + number);
  }

  /** The text as a whole number of 64 bits. */
  public static long integer(Bytes text) {
    long number = Numbers.parse(text.array(), 0, text.length());
    return number == Numbers.NO_NUMBER
        ? Numbers.parseLong(text).orElseThrow(CommandError::notAnInteger)
        : number;
  }

  /** The word as a floating-point number. */
  public double real(int index) {
    return Numbers.parseDouble(words[index]).orElseThrow(CommandError::notAFloat);
  }

  // ---- keys

  /** The selected database. */
  public Database database() {
    return session.database();
  }

  /** The time by which keys expire during this command, in milliseconds since the epoch. */
  public long nowMillis() {
    return engine.keyspace().nowMillis();
  }

  /**
   * What the key holds, to be read.
   *
   * @return null where there is no such key
   * @throws CommandError if it holds another type
   */
  public <V extends Value> @Nullable V read(Bytes key, Class<V> type) {
    Entry entry = entry(key);
    engine.stats().lookedUp(entry != null);
    return entry == null ? null : used(entry, type);
  }

  /**
   * What the key holds, to be changed in place; then say {@link #changed(Bytes)}.
   *
   * @return null where there is no such key
   * @throws CommandError if it holds another type
   */
  public <V extends Value> @Nullable V write(Bytes key, Class<V> type) {
    Entry entry = entry(key);
    return entry == null ? null : used(entry, type);
  }

  private <V extends Value> V used(Entry entry, Class<V> type) {
    database().used(entry);
    return cast(entry.value(), type);
  }

  /** The living entry of the key, or null; to look at it does not count as using it. */
  public @Nullable Entry entry(Bytes key) {
    return database().find(key);
  }

  /** Up to where new values are kept in their small encodings. */
  public EncodingLimits encodingLimits() {
    return engine.config().encodingLimits();
  }

  private static <V extends Value> V cast(Value value, Class<V> type) {
    if (!type.isInstance(value)) {
      throw CommandError.wrongType();
    }
    return type.cast(value);
  }

  /** Stores a value under the key in place of whatever was there, without a time to live. */
  public void put(Bytes key, Value value) {
    database().put(key, value, false);
    changes++;
  }

  /** As {@link #put}, but what was there leaves its time to live. */
  public void putKeepingExpiry(Bytes key, Value value) {
    database().put(key, value, true);
    changes++;
  }

  /** Keeps what the key holds in another form, which does not count as a change. */
  public void keepAs(Bytes key, Value same) {
    Entry entry = entry(key);
    if (entry != null) {
      database().keepAs(entry, same);
    }
  }

  /** Removes the key; says whether it was there. */
  public boolean remove(Bytes key) {
    boolean removed = database().remove(key);
    if (removed) {
      changes++;
    }
    return removed;
  }

  /** The value of the key was changed in place, or its time to live was. */
  public void changed(Bytes key) {
    database().changed(key);
    changes++;
  }

  /**
   * Some of what the key holds was removed in place: says so, and removes a key that holds nothing
   * any more.
   *
   * @param removed how much, as the number of changes
   * @param isEmpty whether nothing is left
   */
  public void shrunk(KeyEventKind kind, String event, Bytes key, long removed, boolean isEmpty) {
    event(kind, event, key);
    if (isEmpty) {
      remove(key);
      event(KeyEventKind.GENERIC, "del", key);
    } else {
      changed(key);
    }
    changed(removed - 1);
  }

  /** Sets when the key, which must be there, expires; in milliseconds since the epoch. */
  public void expireAt(Bytes key, long millis) {
    Entry entry = entry(key);
    if (entry != null) {
      database().expireAt(entry, millis);
      changed(key);
    }
  }

  /** Has the key not expire; says whether it would have. */
  public boolean persist(Bytes key) {
    Entry entry = entry(key);
    boolean would = entry != null && database().persist(entry);
    if (would) {
      changed(key);
    }
    return would;
  }

  /** Has those who wait for the key look at it, although it does not count as changed. */
  public void ready(Bytes key) {
    engine.blocked().changed(database(), key);
  }

  /** Counts a change that is not about one key, such as a database that was emptied. */
  public void changed(long howOften) {
    changes += howOften;
  }

  /** Tells those who listen for keyspace notifications, once the unit has closed. */
  public void event(KeyEventKind kind, String event, Bytes key) {
    eventIn(database(), kind, event, key);
  }

  /** As {@link #event}, of a key in another database than the selected one. */
  public void eventIn(Database database, KeyEventKind kind, String event, Bytes key) {
    engine.events().happened(kind, event, key, database.index());
  }

  // ---- effects

  /** The effect is this request instead of the one that was given; may be said several times. */
  public void effect(Bytes... request) {
    if (effects == null) {
      effects = new ArrayList<>(1);
    }
    effects.add(new Effect(database().index(), request));
  }

  /** There is no effect, although something changed. */
  public void noEffect() {
    effects = new ArrayList<>(0);
  }

  /** The request is an effect although no key changed. */
  public void forceEffect() {
    effectForced = true;
  }

  /** How much was changed. */
  public long changes() {
    return changes;
  }

  /** What is to be propagated. */
  List<Effect> effects() {
    if (effects != null) {
      return effects;
    }
    return effectForced || (changes > 0 && spec.writes())
        ? List.of(new Effect(database().index(), words))
        : List.of();
  }

  // ---- waiting

  void wokenBy(Bytes key) {
    readyKey = key;
  }

  /** Whether the command has waited and is run again. */
  public boolean isWoken() {
    return readyKey != null;
  }

  /**
   * Whether the command may wait; in a transaction or a script it answers at once, as if its time
   * were over.
   */
  public boolean mayBlock() {
    return mayBlock;
  }

  /** The keys to look at: all of these at first, and only the one that is ready after a wait. */
  public List<Bytes> candidates(List<Bytes> keys) {
    return readyKey == null ? keys : List.of(readyKey);
  }

  /**
   * As {@link #write}, for a key that the command waits for: once it waits, a key of another type
   * is as good as none.
   */
  public <V extends Value> @Nullable V awaited(Bytes key, Class<V> type) {
    Entry entry = readyKey == null ? null : entry(key);
    return entry == null || type.isInstance(entry.value()) ? write(key, type) : null;
  }

  /** The word as the time that a command may wait, in seconds; zero for no end. */
  public Duration timeout(int index) {
    double seconds =
        Numbers.parseLongDouble(words[index])
            .orElseThrow(() -> new CommandError("ERR timeout is not a float or out of range"));
    double millis = Math.ceil(seconds * 1_000);
    if (millis < 0 || millis >= TOO_LONG_MILLIS) { // Redis sees an overflow as negative.
      throw new CommandError("ERR timeout is negative");
    }
    return Duration.ofMillis(Math.min((long) millis, AS_GOOD_AS_NEVER_MILLIS));
  }

  /** The word as a time in whole milliseconds; zero for no end. */
  public Duration timeoutMillis(int index) {
    long millis = number(index, Long.MIN_VALUE + 1, "timeout is not an integer or out of range");
    if (millis < 0) {
      throw new CommandError("ERR timeout is negative");
    }
    return Duration.ofMillis(Math.min(millis, AS_GOOD_AS_NEVER_MILLIS));
  }

  /**
   * Has the session wait instead of being answered: the command is run again whenever one of the
   * keys has changed, in the order in which sessions came, until it answers.
   *
   * @param keys of the selected database
   * @param timeout when to give up; zero for never
   * @param onTimeout writes the reply then
   */
  public void block(List<Bytes> keys, Duration timeout, Runnable onTimeout) {
    block(keys, timeout, onTimeout, words);
  }

  /**
   * As {@link #block(List, Duration, Runnable)}, but it is run again as that other request of the
   * same command, which says what only this moment could tell.
   */
  public void block(List<Bytes> keys, Duration timeout, Runnable onTimeout, Bytes[] request) {
    waits = true;
    engine.blocked().block(this, request, keys, timeout, onTimeout);
  }

  /** Whether the session waits instead of having been answered. */
  boolean waits() {
    return waits;
  }
}
