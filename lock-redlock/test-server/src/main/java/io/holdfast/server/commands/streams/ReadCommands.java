package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.BLOCKING;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reading on from where one has read up to, and waiting for more: XREAD and XREADGROUP. */
final class ReadCommands {

  private static final KeySpec.Find FIRST_HALF = new KeySpec.Find.Range(-1, 1, 2);

  private ReadCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xread", -4)
            .is(READONLY, BLOCKING, MOVABLEKEYS)
            .in(STREAM)
            .keys(KeySpec.after("STREAMS", 1, FIRST_HALF, "RO", "ACCESS"))
            .does(call -> read(call, false)),
        command("xreadgroup", -7)
            .is(WRITE, BLOCKING, MOVABLEKEYS)
            .in(STREAM)
            .keys(KeySpec.after("STREAMS", 4, FIRST_HALF, "RO", "ACCESS"))
            .does(call -> read(call, true)));
  }

  /** What one stream has for the reader. */
  private record Portion(Bytes key, List<StreamEntry> entries) {}

  private static void read(Call call, boolean byGroup) {
    if (byGroup) {
      call.noEffect(); // What it does to the group is told instead.
    }
    ReadRequest request = ReadRequest.parse(call, byGroup);
    if (call.isWoken()) {
      goOn(call, request);
      return;
    }
    request.resolveIds();
    List<Portion> portions = new ArrayList<>();
    for (int i = 0; i < request.streams(); i++) {
      StreamValue stream = call.read(request.key(i), StreamValue.class);
      List<StreamEntry> entries =
          stream == null
              ? null
              : byGroup ? fromGroup(request, i, stream) : after(request, i, stream);
      if (entries != null) {
        portions.add(new Portion(request.key(i), entries));
      }
    }
    if (!portions.isEmpty()) {
      write(call, portions);
    } else if (request.waits() && call.mayBlock()) {
      request.waitForMore();
    } else {
      call.reply().nilArray();
    }
  }

  /** The entries after the id, or null where there are none. */
  private static @Nullable List<StreamEntry> after(
      ReadRequest request, int index, StreamValue stream) {
    StreamEntry last = stream.last();
    StreamId id = request.id(index);
    return last != null && last.id().isAfter(id) ? request.entriesAfter(stream, id) : null;
  }

  /** What the consumer is to have, or null where there is nothing new. */
  private static @Nullable List<StreamEntry> fromGroup(
      ReadRequest request, int index, StreamValue stream) {
    ConsumerGroup group = Objects.requireNonNull(stream.group(request.group()));
    Bytes key = request.key(index);
    if (!request.asksForNew(index)) {
      return request.delivery(key, stream, group).history(request.id(index), request.count());
    }
    StreamEntry last = stream.last();
    return last != null && last.id().isAfter(group.lastId())
        ? request.delivery(key, stream, group).deliver(request.count())
        : null;
  }

  /** Looks again, after a wait, at the one key that is ready. */
  private static void goOn(Call call, ReadRequest request) {
    for (int i = 0; i < request.streams(); i++) {
      Bytes key = request.key(i);
      if (!call.candidates(List.of(key)).contains(key)) {
        continue;
      }
      Entry entry = call.entry(key);
      StreamValue stream =
          entry != null && entry.value() instanceof StreamValue found ? found : null;
      List<StreamEntry> entries =
          request.byGroup() ? moreFromGroup(request, i, stream) : more(request, i, stream);
      if (entries != null) {
        write(call, List.of(new Portion(key, entries)));
        return;
      }
    }
    request.waitForMore();
  }

  private static @Nullable List<StreamEntry> more(
      ReadRequest request, int index, @Nullable StreamValue stream) {
    StreamId id = request.id(index);
    // Whatever came may have gone again; then the answer is that there is nothing.
    return stream != null && stream.newestId().isAfter(id)
        ? request.entriesAfter(stream, id)
        : null;
  }

  private static @Nullable List<StreamEntry> moreFromGroup(
      ReadRequest request, int index, @Nullable StreamValue stream) {
    if (stream == null) {
      throw new CommandError("UNBLOCKED the stream key no longer exists");
    }
    ConsumerGroup group = stream.group(request.group());
    if (group == null) {
      throw new CommandError(
          "NOGROUP the consumer group this client was blocked on no longer exists");
    }
    return stream.newestId().isAfter(group.lastId())
        ? request.delivery(request.key(index), stream, group).deliver(request.count())
        : null;
  }

  private static void write(Call call, List<Portion> portions) {
    boolean pairs = !call.reply().isResp3();
    if (pairs) {
      call.reply().array(portions.size());
    } else {
      call.reply().map(portions.size());
    }
    for (Portion portion : portions) {
      if (pairs) {
        call.reply().array(2);
      }
      call.reply().bulk(portion.key());
      StreamReply.write(call, portion.entries());
    }
  }
}
