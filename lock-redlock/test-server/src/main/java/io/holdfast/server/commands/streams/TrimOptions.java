package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamTrim;
import io.holdfast.server.values.StreamValue;
import org.jspecify.annotations.Nullable;

/** MAXLEN, MINID and LIMIT, and for XADD what else stands before the id. */
final class TrimOptions {

  private static final long NODES_AT_ONCE = 100;
  private static final long ENTRIES_WITHOUT_NODES = 10_000;
  private static final long MOST_ENTRIES = 1_000_000;
  private static final int NONE = 0;

  private final Call call;
  private final boolean adds;

  private int argument = NONE; // Where it stands how far is trimmed.
  private long length;
  private @Nullable StreamId oldest;
  private boolean approximate;
  private @Nullable Long limit;
  private boolean onlyExisting;
  private int end;

  private TrimOptions(Call call, boolean adds) {
    this.call = call;
    this.adds = adds;
  }

  /**
   * Reads the options of a request.
   *
   * @param adds whether they end at the id of an entry to add; else at the end of the request
   */
  static TrimOptions parse(Call call, boolean adds) {
    TrimOptions options = new TrimOptions(call, adds);
    int at = 2;
    while (call.has(at)) {
      int used = options.option(at);
      if (used == 0) {
        break;
      }
      at += used;
    }
    options.end = at;
    options.check();
    return options;
  }

  /** Reads one option; returns how many words it has, zero where the id stands instead. */
  private int option(int at) {
    boolean more = call.has(at + 1);
    if (adds && call.isWord(at, "*")) {
      return 0;
    }
    if (more && call.isWord(at, "maxlen")) {
      int count = strategy(at);
      length = call.integer(at + count);
      if (length < 0) {
        throw new CommandError("ERR The MAXLEN argument must be >= 0.");
      }
      return count + 1;
    }
    if (more && call.isWord(at, "minid")) {
      int count = strategy(at);
      oldest = Ids.strict(call, at + count);
      return count + 1;
    }
    if (more && call.isWord(at, "limit")) {
      limit = call.integer(at + 1);
      if (limit < 0) {
        throw new CommandError("ERR The LIMIT argument must be >= 0.");
      }
      return 2;
    }
    if (adds && call.isWord(at, "nomkstream")) {
      onlyExisting = true;
      return 1;
    }
    if (!adds) {
      throw CommandError.syntax();
    }
    if (Ids.millisOfOpen(call.word(at)).isEmpty()) {
      Ids.strict(call, at);
    }
    return 0;
  }

  /** Reads a strategy and whether it is approximate; returns how far away its argument stands. */
  private int strategy(int at) {
    if (argument != NONE) {
      throw new CommandError(
          "ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
    }
    boolean marked = call.has(at + 2) && (call.isWord(at + 1, "~") || call.isWord(at + 1, "="));
    approximate = marked && call.isWord(at + 1, "~");
    argument = at + (marked ? 2 : 1);
    return argument - at;
  }

  private void check() {
    if (limit != null && limit > 0 && argument == NONE) {
      throw new CommandError(
          "ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
    }
    if (!adds && argument == NONE) {
      throw new CommandError("ERR syntax error, XTRIM must be called with a trimming strategy");
    }
    if (limit != null && !approximate) {
      throw new CommandError("ERR syntax error, LIMIT cannot be used without the special ~ option");
    }
  }

  /** Where the options end: the place of the id to add, if there is one. */
  int end() {
    return end;
  }

  /** Whether no stream is to be made. */
  boolean onlyExisting() {
    return onlyExisting;
  }

  /** Trims the stream; returns how many entries have gone. */
  long trim(StreamValue stream) {
    return argument == NONE
        ? 0
        : stream.trim(new StreamTrim(length, oldest, approximate, mostRemoved()));
  }

  private long mostRemoved() {
    if (limit != null) {
      return limit;
    }
    if (!approximate) {
      return 0;
    }
    long nodes = call.encodingLimits().streamNodeEntries();
    long most = nodes > MOST_ENTRIES ? MOST_ENTRIES : NODES_AT_ONCE * nodes;
    return most <= 0 ? ENTRIES_WITHOUT_NODES : Math.min(most, MOST_ENTRIES);
  }

  /** Has the words say exactly what an approximate trim has come to. */
  void makeExact(Bytes[] words, StreamValue stream) {
    if (approximate) {
      words[argument - 1] = Bytes.of("=");
      words[argument] = oldest == null ? Bytes.of(stream.length()) : stream.lowestKnownId().bytes();
    }
  }
}
