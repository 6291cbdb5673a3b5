package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What XREAD and XREADGROUP ask for. */
final class ReadRequest {

  private static final Bytes NEWEST = Bytes.of("$");
  private static final Bytes NEW_TO_GROUP = Bytes.of(">");

  private final Call call;
  private final boolean byGroup;
  private @Nullable Duration timeout;
  private long count;
  private boolean noAck;
  private Bytes group = Bytes.EMPTY;
  private Bytes consumer = Bytes.EMPTY;
  private boolean groupGiven;
  private int firstKey;
  private StreamId[] ids = {};

  private ReadRequest(Call call, boolean byGroup) {
    this.call = call;
    this.byGroup = byGroup;
  }

  static ReadRequest parse(Call call, boolean byGroup) {
    ReadRequest request = new ReadRequest(call, byGroup);
    for (int i = 1; request.firstKey == 0 && call.has(i); ) {
      i += request.option(i);
    }
    if (request.firstKey == 0) {
      throw CommandError.syntax();
    }
    if (byGroup && !request.groupGiven) {
      throw new CommandError("ERR Missing GROUP option for XREADGROUP");
    }
    return request;
  }

  /** Reads one option; returns how many words it has. */
  private int option(int at) {
    boolean more = call.has(at + 1);
    if (more && call.isWord(at, "block")) {
      if (call.session().isInner()) {
        throw new CommandError(
            "ERR %s command is not allowed with BLOCK option from scripts"
                .formatted(Streams.cText(call.word(0))));
      }
      timeout = call.timeoutMillis(at + 1);
      return 2;
    }
    if (more && call.isWord(at, "count")) {
      count = Math.max(0, call.integer(at + 1));
      return 2;
    }
    if (more && call.isWord(at, "streams")) {
      if ((call.size() - at - 1) % 2 != 0) {
        throw new CommandError(
            "ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be"
                + " specified.");
      }
      firstKey = at + 1;
      return 1;
    }
    if (call.has(at + 2) && call.isWord(at, "group")) {
      requireGroups("GROUP");
      groupGiven = true;
      group = call.word(at + 1);
      consumer = call.word(at + 2);
      return 3;
    }
    if (call.isWord(at, "noack")) {
      requireGroups("NOACK");
      noAck = true;
      return 1;
    }
    throw CommandError.syntax();
  }

  private void requireGroups(String option) {
    if (!byGroup) {
      throw new CommandError(
          "ERR The %s option is only supported by XREADGROUP. You called XREAD instead."
              .formatted(option));
    }
  }

  // ---- streams and ids

  int streams() {
    return (call.size() - firstKey) / 2;
  }

  Bytes key(int index) {
    return call.word(firstKey + index);
  }

  private Bytes idWord(int index) {
    return call.word(firstKey + streams() + index);
  }

  /** Whether the stream is read on from where the group has read up to. */
  boolean asksForNew(int index) {
    return byGroup && id(index).equals(StreamId.HIGHEST);
  }

  /** The id after which the stream is read. */
  StreamId id(int index) {
    return ids.length == 0 ? Ids.strict(idWord(index), 0) : ids[index];
  }

  /** Finds out from where on the streams are read, and that what is needed is there. */
  void resolveIds() {
    ids = new StreamId[streams()];
    for (int i = 0; i < ids.length; i++) {
      StreamValue stream = call.read(key(i), StreamValue.class);
      if (byGroup && (stream == null || stream.group(group) == null)) {
        throw Streams.noGroup(key(i), group, " in XREADGROUP with GROUP option");
      }
      ids[i] = resolved(idWord(i), stream);
    }
  }

  private StreamId resolved(Bytes word, @Nullable StreamValue stream) {
    if (word.equals(NEWEST)) {
      if (byGroup) {
        throw new CommandError(
            "ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the"
                + " history of this consumer by specifying a proper ID, or use the > ID to get new"
                + " messages. The $ ID would just return an empty result set.");
      }
      return stream == null ? StreamId.ZERO : stream.lastId();
    }
    if (word.equals(NEW_TO_GROUP)) {
      if (!byGroup) {
        throw new CommandError(
            "ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group>"
                + " <consumer> option.");
      }
      return StreamId.HIGHEST;
    }
    return Ids.strict(word, 0);
  }

  List<StreamEntry> entriesAfter(StreamValue stream, StreamId id) {
    StreamId from = id.next();
    return from == null
        ? List.of()
        : StreamReply.some(stream.range(from, StreamId.HIGHEST, false), count);
  }

  // ---- groups

  boolean byGroup() {
    return byGroup;
  }

  Bytes group() {
    return group;
  }

  /** How many entries of each stream are wanted at most; zero for all. */
  long count() {
    return count;
  }

  Delivery delivery(Bytes key, StreamValue stream, ConsumerGroup readers) {
    return Delivery.to(call, new Delivery.Place(key, stream, readers), consumer, noAck);
  }

  // ---- waiting

  boolean waits() {
    return timeout != null;
  }

  /** Has the session wait for more entries than there are now. */
  void waitForMore() {
    List<Bytes> keys = IntStream.range(0, streams()).mapToObj(this::key).toList();
    Bytes[] words = call.words().clone();
    for (int i = 0; i < ids.length; i++) {
      if (idWord(i).equals(NEWEST)) {
        words[firstKey + streams() + i] = ids[i].bytes(); // The newest one by now.
      }
    }
    Duration time = timeout == null ? Duration.ZERO : timeout;
    call.block(keys, time, call.reply()::nilArray, words);
  }
}
