package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.Help;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.StringValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** DEBUG, as far as test suites use it. */
final class DebugCommand {

  private static final System.Logger LOG = System.getLogger(DebugCommand.class.getName());
  private static final double MOST_SECONDS = 1e9;

  private static final Map<String, Handler> BY_NAME =
      Map.ofEntries(
          Map.entry("help", call -> Help.reply(call, "debug")),
          Map.entry("sleep", DebugCommand::sleep),
          Map.entry("set-active-expire", DebugCommand::setActiveExpire),
          Map.entry("object", DebugCommand::object),
          Map.entry("digest", DebugCommand::digest),
          Map.entry("digest-value", DebugCommand::digestValue),
          Map.entry("populate", DebugCommand::populate),
          Map.entry("protocol", DebugProtocol::reply),
          Map.entry("error", DebugCommand::error),
          Map.entry("log", DebugCommand::log),
          Map.entry("change-repl-id", call -> call.reply().ok()),
          Map.entry("quicklist-packed-threshold", DebugCommand::accept),
          Map.entry("set-disable-deny-scripts", DebugCommand::accept),
          Map.entry("replybuffer", call -> call.reply().ok()));

  private DebugCommand() {}

  static CommandSpec spec() {
    return command("debug", -2).is(ADMIN, NOSCRIPT, LOADING, STALE).does(DebugCommand::run);
  }

  private static void run(Call call) {
    Handler handler = BY_NAME.get(call.word(1).latin().toLowerCase(Locale.ROOT));
    if (handler == null) {
      throw CommandError.subcommandSyntax(call);
    }
    handler.run(call);
  }

  private static void requireSize(Call call, int size) {
    if (call.size() != size) {
      throw CommandError.subcommandSyntax(call);
    }
  }

  private static void accept(Call call) {
    requireSize(call, 3);
    call.reply().ok();
  }

  private static void sleep(Call call) {
    requireSize(call, 3);
    double seconds = Numbers.parseDouble(call.word(2)).orElse(0);
    call.engine()
        .host()
        .sleep(Duration.ofNanos((long) (Math.max(0, Math.min(seconds, MOST_SECONDS)) * 1e9)));
    call.reply().ok();
  }

  private static void setActiveExpire(Call call) {
    requireSize(call, 3);
    call.engine().activeExpiry(!call.word(2).latin().equals("0"));
    call.reply().ok();
  }

  private static Entry required(Call call, Bytes key) {
    Entry entry = call.entry(key);
    if (entry == null) {
      throw CommandError.noSuchKey();
    }
    return entry;
  }

  private static void object(Call call) {
    Entry entry = required(call, call.word(call.size() - 1));
    long idleSeconds = call.engine().keyspace().usage().idleSeconds(entry, call.nowMillis());
    call.reply()
        .status(
            "Value at:0x%012x refcount:1 encoding:%s serializedlength:%d lru:%d lru_seconds_idle:%d"
                .formatted(
                    System.identityHashCode(entry.value()),
                    entry.value().encoding(),
                    entry.value().footprint(),
                    call.nowMillis() / 1_000 - idleSeconds,
                    idleSeconds));
  }

  private static void digest(Call call) {
    requireSize(call, 2);
    call.reply().status(DatasetDigest.of(call.engine().keyspace()));
  }

  private static void digestValue(Call call) {
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      Entry entry = call.entry(call.word(i));
      call.reply().status(entry == null ? "0".repeat(40) : DatasetDigest.ofValue(entry));
    }
  }

  private static void populate(Call call) {
    if (call.size() < 3 || call.size() > 5) {
      throw CommandError.subcommandSyntax(call);
    }
    long keys = call.number(2, 0, "value is out of range, must be positive");
    String prefix = call.has(3) ? call.word(3).latin() : "key";
    int size = call.has(4) ? (int) call.integer(4, 0, Integer.MAX_VALUE - 64) : 0;
    for (long i = 0; i < keys; i++) {
      Bytes key = Bytes.ofLatin(prefix + ":" + i);
      if (call.entry(key) == null) {
        byte[] text = ("value:" + i).getBytes(StandardCharsets.ISO_8859_1);
        byte[] value = size == 0 ? text : Arrays.copyOf(text, size);
        call.put(key, StringValue.of(Bytes.wrap(value)));
      }
    }
    call.noEffect();
    call.reply().ok();
  }

  private static void error(Call call) {
    requireSize(call, 3);
    throw new CommandError(call.word(2).latin());
  }

  private static void log(Call call) {
    requireSize(call, 3);
    LOG.log(System.Logger.Level.INFO, "DEBUG LOG: " + call.word(2).latin());
    call.reply().ok();
  }
}
