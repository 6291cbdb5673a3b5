package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Answering with entries. */
final class StreamReply {

  private StreamReply() {}

  static void write(Call call, StreamId id) {
    call.reply().bulk(id.bytes());
  }

  /** The id and the fields; nothing in place of the fields of an entry that has none any more. */
  static void write(Call call, StreamEntry entry) {
    call.reply().array(2);
    write(call, entry.id());
    if (entry.fields().isEmpty()) {
      call.reply().nilArray();
      return;
    }
    call.reply().array(entry.fields().size());
    for (Bytes word : entry.fields()) {
      call.reply().bulk(word);
    }
  }

  static void write(Call call, List<StreamEntry> entries) {
    call.reply().array(entries.size());
    entries.forEach(entry -> write(call, entry));
  }

  /** The next of those entries; all of them where the count is zero. */
  static List<StreamEntry> some(Iterator<StreamEntry> entries, long count) {
    List<StreamEntry> some = new ArrayList<>();
    while (entries.hasNext() && (count == 0 || some.size() < count)) {
      some.add(entries.next());
    }
    return some;
  }
}
