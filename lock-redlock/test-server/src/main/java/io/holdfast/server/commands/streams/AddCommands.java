package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
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
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Adding entries and trimming old ones: XADD and XTRIM. */
final class AddCommands {

  private static final long LARGEST_ENTRY = 1L << 30;

  private AddCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xadd", -5)
            .is(WRITE, DENYOOM, FAST)
            .in(STREAM)
            .keys(
                KeySpec.one(1, "RW", "UPDATE")
                    .noted("UPDATE instead of INSERT because of the optional trimming feature"))
            .tips("nondeterministic_output")
            .does(AddCommands::xadd),
        command("xtrim", -4)
            .is(WRITE)
            .in(STREAM)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .tips("nondeterministic_output")
            .does(AddCommands::xtrim));
  }

  private static void xadd(Call call) {
    TrimOptions options = TrimOptions.parse(call, true);
    int idAt = options.end();
    int fields = call.size() - idAt - 1;
    if (fields < 2 || fields % 2 == 1) {
      throw CommandError.arity("xadd");
    }
    Bytes word = call.word(idAt);
    OptionalLong open = Ids.millisOfOpen(word);
    StreamId given = word.isWord("*") || open.isPresent() ? null : Ids.strict(word, 0);
    if (given != null && given.isZero()) {
      throw new CommandError("ERR The ID specified in XADD must be greater than 0-0");
    }
    StreamValue known = Streams.write(call, 1);
    if (known == null && options.onlyExisting()) {
      call.reply().nil();
      return;
    }
    StreamValue stream = known == null ? new StreamValue(call.encodingLimits()) : known;
    if (stream.lastId().equals(StreamId.HIGHEST)) {
      throw new CommandError(
          "ERR The stream has exhausted the last possible ID, unable to add more items");
    }
    StreamId id = given != null ? given : newId(stream, open, call.nowMillis());
    if (id == null) {
      throw tooLarge(); // So says Redis 7.0 where a millisecond has no more sequence numbers.
    }
    if (!id.isAfter(stream.lastId())) {
      throw new CommandError(
          "ERR The ID specified in XADD is equal or smaller than the target stream top item");
    }
    add(call, stream, new StreamEntry(id, fields(call, idAt + 1)), known == null);
    finish(call, options, stream, id);
  }

  private static @Nullable StreamId newId(StreamValue stream, OptionalLong millis, long now) {
    StreamId last = stream.lastId();
    if (millis.isEmpty()) {
      return Long.compareUnsigned(now, last.millis()) > 0 ? new StreamId(now, 0) : last.next();
    }
    if (millis.getAsLong() != last.millis()) {
      return new StreamId(millis.getAsLong(), 0);
    }
    return last.sequence() == -1 ? null : last.next();
  }

  private static List<Bytes> fields(Call call, int first) {
    List<Bytes> fields = List.of(Arrays.copyOfRange(call.words(), first, call.size()));
    long bytes = fields.stream().mapToLong(Bytes::length).sum();
    if (bytes > LARGEST_ENTRY) {
      throw tooLarge();
    }
    return fields;
  }

  private static CommandError tooLarge() {
    return new CommandError("ERR Elements are too large to be stored");
  }

  private static void add(Call call, StreamValue stream, StreamEntry entry, boolean created) {
    Bytes key = call.word(1);
    stream.add(entry);
    if (created) {
      call.put(key, stream);
    } else {
      call.changed(key);
    }
    call.event(KeyEventKind.STREAM, "xadd", key);
    StreamReply.write(call, entry.id());
  }

  private static void finish(Call call, TrimOptions options, StreamValue stream, StreamId id) {
    if (options.trim(stream) > 0) {
      call.event(KeyEventKind.STREAM, "xtrim", call.word(1));
    }
    Bytes[] words = call.words().clone();
    options.makeExact(words, stream);
    boolean said = Ids.parse(call.word(options.end()), 0) != null;
    if (!said) {
      words[options.end()] = id.bytes();
    }
    call.effect(words);
  }

  private static void xtrim(Call call) {
    TrimOptions options = TrimOptions.parse(call, false);
    Bytes key = call.word(1);
    StreamValue stream = Streams.write(call, 1);
    long removed = stream == null ? 0 : options.trim(stream);
    if (stream != null && removed > 0) {
      call.changed(key);
      call.changed(removed - 1);
      call.event(KeyEventKind.STREAM, "xtrim", key);
      Bytes[] words = call.words().clone();
      options.makeExact(words, stream);
      call.effect(words);
    }
    call.reply().integer(removed);
  }
}
