package io.holdfast.server.commands.streams;

import static io.holdfast.server.engine.Category.STREAM;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.StreamConsumer;
import io.holdfast.server.values.StreamId;
import io.holdfast.server.values.StreamValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making and removing groups and their consumers: XGROUP. */
final class GroupCommands {

  private GroupCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("xgroup", -2)
            .contains(
                sub("create", -5, "INSERT").is(DENYOOM).does(GroupCommands::create),
                sub("setid", -5, "UPDATE").does(GroupCommands::setid),
                sub("destroy", 4, "DELETE").does(GroupCommands::destroy),
                sub("createconsumer", 5, "INSERT").is(DENYOOM).does(GroupCommands::createConsumer),
                sub("delconsumer", 5, "DELETE").does(GroupCommands::deleteConsumer),
                Help.of("xgroup", STREAM)));
  }

  private static CommandSpec.Builder sub(String name, int arity, String keyFlag) {
    return command("xgroup|" + name, arity)
        .is(WRITE)
        .in(STREAM)
        .keys(KeySpec.one(2, "RW", keyFlag));
  }

  /** The options of CREATE and SETID. */
  private record Options(boolean makeStream, long entriesRead) {

    static Options parse(Call call, boolean creates) {
      boolean makeStream = false;
      long entriesRead = ConsumerGroup.UNKNOWN;
      for (int i = 5; i < call.size(); i++) {
        if (creates && call.isWord(i, "mkstream")) {
          makeStream = true;
        } else if (call.isWord(i, "entriesread") && call.has(i + 1)) {
          entriesRead = call.integer(++i);
          if (entriesRead < 0 && entriesRead != ConsumerGroup.UNKNOWN) {
            throw new CommandError("ERR value for ENTRIESREAD must be positive or -1");
          }
        } else {
          throw Streams.subcommand(call);
        }
      }
      return new Options(makeStream, entriesRead);
    }
  }

  private static StreamValue stream(Call call) {
    return required(Streams.write(call, 2));
  }

  private static StreamValue required(@Nullable StreamValue stream) {
    if (stream == null) {
      throw new CommandError(
          "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want"
              + " to use the MKSTREAM option to create an empty stream automatically.");
    }
    return stream;
  }

  private static ConsumerGroup group(Call call) {
    return InspectCommands.requiredGroup(call, stream(call));
  }

  private static StreamId start(Call call, @Nullable StreamValue stream) {
    if (call.isWord(4, "$")) {
      return stream == null ? StreamId.ZERO : stream.lastId();
    }
    return Ids.strict(call, 4);
  }

  private static void create(Call call) {
    Options options = Options.parse(call, true);
    Bytes key = call.word(2);
    StreamValue known = Streams.write(call, 2);
    if (!options.makeStream()) {
      required(known);
    }
    if (call.size() > 8) {
      throw Streams.subcommand(call);
    }
    StreamId start = start(call, known);
    StreamValue stream = known == null ? new StreamValue(call.encodingLimits()) : known;
    if (stream.group(call.word(3)) != null) {
      throw new CommandError("BUSYGROUP Consumer Group name already exists");
    }
    stream.add(new ConsumerGroup(call.word(3), start, options.entriesRead()));
    if (known == null) {
      call.put(key, stream);
    } else {
      call.changed(1);
    }
    call.event(KeyEventKind.STREAM, "xgroup-create", key);
    call.reply().ok();
  }

  private static void setid(Call call) {
    Options options = Options.parse(call, false);
    StreamValue stream = stream(call);
    ConsumerGroup group = InspectCommands.requiredGroup(call, stream);
    if (call.size() != 5 && call.size() != 7) {
      throw Streams.subcommand(call);
    }
    group.readUpTo(start(call, stream), options.entriesRead());
    call.changed(1);
    call.event(KeyEventKind.STREAM, "xgroup-setid", call.word(2));
    call.reply().ok();
  }

  private static void destroy(Call call) {
    boolean removed = stream(call).removeGroup(call.word(3));
    if (removed) {
      call.changed(1);
      call.ready(call.word(2)); // Whoever waits for the group is told that it has gone.
      call.event(KeyEventKind.STREAM, "xgroup-destroy", call.word(2));
    }
    call.reply().integer(removed ? 1 : 0);
  }

  private static void createConsumer(Call call) {
    ConsumerGroup group = group(call);
    boolean known = group.consumer(call.word(4)) != null;
    if (!known) {
      GroupEffects.consumer(call, call.word(2), group, call.word(4));
    }
    call.reply().integer(known ? 0 : 1);
  }

  private static void deleteConsumer(Call call) {
    ConsumerGroup group = group(call);
    StreamConsumer consumer = group.consumer(call.word(4));
    int pending = 0;
    if (consumer != null) {
      pending = consumer.pending().size();
      group.remove(consumer);
      call.changed(1);
      call.event(KeyEventKind.STREAM, "xgroup-delconsumer", call.word(2));
    }
    call.reply().integer(pending);
  }
}
