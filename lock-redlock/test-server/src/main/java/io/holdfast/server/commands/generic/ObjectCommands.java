package io.holdfast.server.commands.generic;

import static io.holdfast.server.engine.Category.KEYSPACE;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.keyspace.Usage;
import io.holdfast.server.values.StringValue;
import java.util.function.ToLongFunction;

/** OBJECT: how a value is kept and how it was used. */
final class ObjectCommands {

  private static final String MAY_TAKE_TIME =
      " Please note that when switching between policies at runtime LRU and LFU data will take"
          + " some time to adjust.";
  private static final long SHARED = Integer.MAX_VALUE;
  private static final long LARGEST_SHARED_INTEGER = 9_999;

  private ObjectCommands() {}

  static CommandSpec container() {
    return command("object", -2)
        .contains(
            sub("encoding", ObjectCommands::encoding),
            sub("freq", ObjectCommands::frequency),
            Help.of("object", KEYSPACE),
            sub("idletime", ObjectCommands::idleTime),
            sub("refcount", call -> integer(call, entry -> references(call, entry))));
  }

  private static CommandSpec sub(String name, Handler handler) {
    return command("object|" + name, 3)
        .is(READONLY)
        .in(KEYSPACE)
        .keys(KeySpec.one(2, "RO"))
        .tips("nondeterministic_output")
        .does(handler);
  }

  private static void encoding(Call call) {
    Entry entry = call.entry(call.word(2));
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(entry.value().encoding());
    }
  }

  private static void frequency(Call call) {
    Usage usage = call.engine().keyspace().usage();
    if (call.entry(call.word(2)) != null && !usage.isByFrequency()) {
      throw new CommandError(
          "ERR An LFU maxmemory policy is not selected, access frequency not tracked."
              + MAY_TAKE_TIME);
    }
    integer(call, entry -> usage.frequency(entry, call.nowMillis()));
  }

  private static void idleTime(Call call) {
    Usage usage = call.engine().keyspace().usage();
    if (call.entry(call.word(2)) != null && usage.isByFrequency()) {
      throw new CommandError(
          "ERR An LFU maxmemory policy is selected, idle time not tracked." + MAY_TAKE_TIME);
    }
    integer(call, entry -> usage.idleSeconds(entry, call.nowMillis()));
  }

  /** Redis has one object for each small number, unless it keeps how each value was used. */
  private static long references(Call call, Entry entry) {
    boolean shares =
        call.engine().config().maxMemory.get() == 0
            || !call.engine().memory().policy().keepsUsage();
    return shares
            && entry.value() instanceof StringValue string
            && entry.value().encoding().equals("int")
            && string.bytes().at(0) != '-'
            && Call.integer(string.bytes()) <= LARGEST_SHARED_INTEGER
        ? SHARED
        : 1;
  }

  private static void integer(Call call, ToLongFunction<Entry> number) {
    Entry entry = call.entry(call.word(2));
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().integer(number.applyAsLong(entry));
    }
  }
}
