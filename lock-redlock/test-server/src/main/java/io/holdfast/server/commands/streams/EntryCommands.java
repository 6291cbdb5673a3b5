package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.util.List;

/** Counting, reading and deleting entries without a group: XLEN, XRANGE, XDEL, XSETID. */
final class EntryCommands {

  private static final long NOT_GIVEN = -1;

  private EntryCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xlen", 2)
            .is(READONLY, FAST)
            .in(STREAM)
            .keys(KeySpec.one(1, "RO"))
            .does(EntryCommands::xlen),
        range("xrange", false),
        range("xrevrange", true),
        command("xdel", -3)
            .is(WRITE, FAST)
            .in(STREAM)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .does(EntryCommands::xdel),
        command("xsetid", -3)
            .is(WRITE, DENYOOM, FAST)
            .in(STREAM)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(EntryCommands::xsetid));
  }

  private static CommandSpec range(String name, boolean reversed) {
    return command(name, -4)
        .is(READONLY)
        .in(STREAM)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(call -> range(call, reversed));
  }

  private static void xlen(Call call) {
    StreamValue stream = Streams.read(call, 1);
    call.reply().integer(stream == null ? 0 : stream.length());
  }

  private static void range(Call call, boolean reversed) {
    StreamId from = Ids.start(call, reversed ? 3 : 2);
    StreamId to = Ids.end(call, reversed ? 2 : 3);
    long count = NOT_GIVEN;
    for (int i = 4; i < call.size(); i += 2) {
      if (!call.isWord(i, "count") || !call.has(i + 1)) {
        throw CommandError.syntax();
      }
      count = Math.max(0, call.integer(i + 1));
    }
    StreamValue stream = Streams.read(call, 1);
    if (stream == null) {
      call.reply().array(0);
    } else if (count == 0) {
      call.reply().nilArray();
    } else {
      long most = count == NOT_GIVEN ? 0 : count;
      StreamReply.write(call, StreamReply.some(stream.range(from, to, reversed), most));
    }
  }

  private static void xdel(Call call) {
    Bytes key = call.word(1);
    StreamValue stream = Streams.write(call, 1);
    if (stream == null) {
      call.reply().integer(0);
      return;
    }
    int deleted = 0;
    for (StreamId id : Ids.all(call, 2)) {
      deleted += stream.delete(id) ? 1 : 0;
    }
    if (deleted > 0) {
      call.changed(key);
      call.changed(deleted - 1L);
      call.event(KeyEventKind.STREAM, "xdel", key);
    }
    call.reply().integer(deleted);
  }

  private static void xsetid(Call call) {
    StreamId id = Ids.strict(call, 2);
    long entriesAdded = NOT_GIVEN;
    StreamId highestDeleted = StreamId.ZERO;
    for (int i = 3; i < call.size(); i += 2) {
      if (call.has(i + 1) && call.isWord(i, "entriesadded")) {
        entriesAdded = call.integer(i + 1);
        if (entriesAdded < 0) {
          throw new CommandError("ERR entries_added must be positive");
        }
      } else if (call.has(i + 1) && call.isWord(i, "maxdeletedid")) {
        highestDeleted = Ids.strict(call, i + 1);
        if (id.isBefore(highestDeleted)) {
          throw tooSmall("the provided max_deleted_entry_id");
        }
      } else {
        throw CommandError.syntax();
      }
    }
    setId(call, id, entriesAdded, highestDeleted);
  }

  private static void setId(Call call, StreamId id, long entriesAdded, StreamId highestDeleted) {
    StreamValue stream = Streams.write(call, 1);
    if (stream == null) {
      throw CommandError.noSuchKey();
    }
    StreamEntry last = stream.last();
    if (last != null && id.isBefore(last.id())) {
      throw tooSmall("the target stream top item");
    }
    if (entriesAdded != NOT_GIVEN && stream.length() > entriesAdded) {
      throw new CommandError(
          "ERR The entries_added specified in XSETID is smaller than the target stream length");
    }
    stream.lastId(id);
    if (entriesAdded != NOT_GIVEN) {
      stream.entriesAdded(entriesAdded);
    }
    if (!highestDeleted.isZero()) {
      stream.highestDeletedId(highestDeleted);
    }
    call.changed(1);
    call.event(KeyEventKind.STREAM, "xsetid", call.word(1));
    call.reply().ok();
  }

  private static CommandError tooSmall(String than) {
    return new CommandError("ERR The ID specified in XSETID is smaller than " + than);
  }
}
