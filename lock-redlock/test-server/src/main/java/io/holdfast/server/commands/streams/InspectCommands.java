package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.PendingEntry;
import io.holdfast.server.values.StreamConsumer;
import io.holdfast.server.values.StreamEntry;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looking inside: XINFO. */
final class InspectCommands {

  private static final long SHOWN_IN_FULL = 10;

  private InspectCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xinfo", -2)
            .contains(
                sub("consumers", 4)
                    .tips("nondeterministic_output")
                    .does(InspectCommands::consumers),
                sub("groups", 3).does(InspectCommands::groups),
                Help.of("xinfo", STREAM),
                sub("stream", -3).does(InspectCommands::stream)));
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("xinfo|" + name, arity)
        .is(READONLY)
        .in(STREAM)
        .keys(KeySpec.one(2, "RO", "ACCESS"));
  }

  /** The group that the word behind the key names. */
  static ConsumerGroup requiredGroup(Call call, StreamValue stream) {
    ConsumerGroup group = stream.group(call.word(3));
    if (group == null) {
      throw new CommandError(
          "NOGROUP No such consumer group '%s' for key name '%s'"
              .formatted(Streams.cText(call.word(3)), Streams.cText(call.word(2))));
    }
    return group;
  }

  private static void consumers(Call call) {
    ConsumerGroup group = requiredGroup(call, Streams.required(call, 2));
    ReplyWriter reply = call.reply();
    reply.array(group.consumers().size());
    for (StreamConsumer consumer : group.consumers()) {
      reply.map(3);
      reply.bulk("name");
      reply.bulk(consumer.name());
      number(reply, "pending", consumer.pending().size());
      number(reply, "idle", Math.max(0, call.nowMillis() - consumer.seenAtMillis()));
    }
  }

  private static void groups(Call call) {
    StreamValue stream = Streams.required(call, 2);
    ReplyWriter reply = call.reply();
    reply.array(stream.groups().size());
    for (ConsumerGroup group : stream.groups()) {
      reply.map(6);
      reply.bulk("name");
      reply.bulk(group.name());
      number(reply, "consumers", group.consumers().size());
      number(reply, "pending", group.pending().size());
      id(reply, "last-delivered-id", group.lastId());
      known(reply, "entries-read", entriesRead(group));
      known(reply, "lag", group.lag(stream));
    }
  }

  private static void stream(Call call) {
    StreamValue stream = Streams.required(call, 2);
    int options = call.size() - 3;
    if (options == 0) {
      overview(call, stream);
      return;
    }
    boolean full = (options == 1 || options == 3) && call.isWord(3, "full");
    if (!full || (options == 3 && !call.isWord(4, "count"))) {
      throw Streams.subcommand(call);
    }
    long count = options == 3 ? call.integer(5) : SHOWN_IN_FULL;
    full(call, stream, count < 0 ? SHOWN_IN_FULL : count);
  }

  private static void head(ReplyWriter reply, StreamValue stream) {
    number(reply, "length", stream.length());
    number(reply, "radix-tree-keys", stream.nodeIds().size());
    number(reply, "radix-tree-nodes", stream.radixTreeNodes());
    id(reply, "last-generated-id", stream.lastId());
    id(reply, "max-deleted-entry-id", stream.highestDeletedId());
    number(reply, "entries-added", stream.entriesAdded());
    id(reply, "recorded-first-entry-id", stream.firstId());
  }

  private static void overview(Call call, StreamValue stream) {
    ReplyWriter reply = call.reply();
    reply.map(10);
    head(reply, stream);
    number(reply, "groups", stream.groups().size());
    reply.bulk("first-entry");
    entry(call, stream.first());
    reply.bulk("last-entry");
    entry(call, stream.last());
  }

  private static void entry(Call call, @Nullable StreamEntry entry) {
    if (entry == null) {
      call.reply().nil();
    } else {
      StreamReply.write(call, entry);
    }
  }

  private static void full(Call call, StreamValue stream, long count) {
    ReplyWriter reply = call.reply();
    reply.map(9);
    head(reply, stream);
    reply.bulk("entries");
    StreamReply.write(
        call, StreamReply.some(stream.range(StreamId.ZERO, StreamId.HIGHEST, false), count));
    reply.bulk("groups");
    reply.array(stream.groups().size());
    for (ConsumerGroup group : stream.groups()) {
      full(reply, stream, group, count);
    }
  }

  private static void full(ReplyWriter reply, StreamValue stream, ConsumerGroup group, long count) {
    reply.map(7);
    reply.bulk("name");
    reply.bulk(group.name());
    id(reply, "last-delivered-id", group.lastId());
    known(reply, "entries-read", entriesRead(group));
    known(reply, "lag", group.lag(stream));
    number(reply, "pel-count", group.pending().size());
    reply.bulk("pending");
    List<PendingEntry> shown = some(group.pending().values(), count);
    reply.array(shown.size());
    for (PendingEntry entry : shown) {
      reply.array(4);
      reply.bulk(entry.id().bytes());
      reply.bulk(entry.consumer().name());
      reply.integer(entry.deliveredAtMillis());
      reply.integer(entry.deliveries());
    }
    reply.bulk("consumers");
    reply.array(group.consumers().size());
    for (StreamConsumer consumer : group.consumers()) {
      full(reply, consumer, count);
    }
  }

  private static void full(ReplyWriter reply, StreamConsumer consumer, long count) {
    reply.map(4);
    reply.bulk("name");
    reply.bulk(consumer.name());
    number(reply, "seen-time", consumer.seenAtMillis());
    number(reply, "pel-count", consumer.pending().size());
    reply.bulk("pending");
    List<PendingEntry> shown = some(consumer.pending().values(), count);
    reply.array(shown.size());
    for (PendingEntry entry : shown) {
      reply.array(3);
      reply.bulk(entry.id().bytes());
      reply.integer(entry.deliveredAtMillis());
      reply.integer(entry.deliveries());
    }
  }

  private static List<PendingEntry> some(Collection<PendingEntry> entries, long count) {
    return entries.stream().limit(count == 0 ? Long.MAX_VALUE : count).toList();
  }

  private static void number(ReplyWriter reply, String name, long number) {
    reply.bulk(name);
    reply.integer(number);
  }

  private static OptionalLong entriesRead(ConsumerGroup group) {
    long entries = group.entriesRead();
    return entries == ConsumerGroup.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(entries);
  }

  private static void known(ReplyWriter reply, String name, OptionalLong number) {
    reply.bulk(name);
    if (number.isEmpty()) {
      reply.nil();
    } else {
      reply.integer(number.getAsLong());
    }
  }

  private static void id(ReplyWriter reply, String name, StreamId id) {
    reply.bulk(name);
    reply.bulk(id.bytes());
  }
}
