package io.holdfast.server.commands.strings;

import static io.holdfast.server.engine.Category.STRING;
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
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.StringValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SET and its older relatives. */
final class SetCommands {

  private SetCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("set", -3)
            .is(WRITE, DENYOOM)
            .in(STRING)
            .keys(
                KeySpec.one(1, "RW", "ACCESS", "UPDATE", "variable_flags")
                    .noted("RW and ACCESS due to the optional `GET` argument"))
            .accesses(SetCommands::accesses)
            .does(SetCommands::set),
        command("setnx", 3)
            .is(WRITE, DENYOOM, FAST)
            .in(STRING)
            .keys(KeySpec.one(1, "OW", "INSERT"))
            .does(SetCommands::setnx),
        command("setex", 4)
            .is(WRITE, DENYOOM)
            .in(STRING)
            .keys(KeySpec.one(1, "OW", "UPDATE"))
            .does(call -> setWithTime(call, Lifetime.Unit.SECONDS)),
        command("psetex", 4)
            .is(WRITE, DENYOOM)
            .in(STRING)
            .keys(KeySpec.one(1, "OW", "UPDATE"))
            .does(call -> setWithTime(call, Lifetime.Unit.MILLIS)),
        command("mset", -3)
            .is(WRITE, DENYOOM)
            .in(STRING)
            .keys(KeySpec.range(1, -1, 2, "OW", "UPDATE"))
            .tips("request_policy:multi_shard", "response_policy:all_succeeded")
            .does(SetCommands::mset),
        command("msetnx", -3)
            .is(WRITE, DENYOOM)
            .in(STRING)
            .keys(KeySpec.range(1, -1, 2, "OW", "INSERT"))
            .tips("request_policy:multi_shard", "response_policy:agg_min")
            .does(SetCommands::msetnx));
  }

  /** What SET was asked for behind key and value. */
  private static final class Options {
    private boolean onlyIfThere;
    private boolean onlyIfMissing;
    private boolean get;
    private boolean keepTime;
    private @Nullable Lifetime lifetime;

    static Options of(Call call) {
      Options options = new Options();
      for (int i = 3; i < call.size(); i++) {
        if (call.isWord(i, "nx") && !options.onlyIfThere) {
          options.onlyIfMissing = true;
        } else if (call.isWord(i, "xx") && !options.onlyIfMissing) {
          options.onlyIfThere = true;
        } else if (call.isWord(i, "get")) {
          options.get = true;
        } else if (call.isWord(i, "keepttl") && options.lifetime == null) {
          options.keepTime = true;
        } else if (Lifetime.isOption(call.word(i))
            && call.has(i + 1)
            && !options.keepTime
            && (options.lifetime == null || options.lifetime.isOf(call.word(i)))) {
          options.lifetime = Lifetime.ofOption(call, i);
          i++;
        } else {
          throw CommandError.syntax();
        }
      }
      return options;
    }
  }

  private static List<String> accesses(Bytes[] words) {
    boolean reads = Arrays.stream(words).skip(3).anyMatch(word -> word.isWord("get"));
    return reads ? List.of("RW", "ACCESS", "UPDATE") : List.of("OW", "UPDATE");
  }

  private static void set(Call call) {
    Bytes key = call.word(1);
    Options options = Options.of(call);
    long expireAt =
        options.lifetime == null ? Entry.NEVER : options.lifetime.expireAtMillis(call, "set");
    Entry before = call.entry(key);
    Bytes old = options.get ? textOf(before) : null;
    if (before == null ? options.onlyIfThere : options.onlyIfMissing) {
      replyOld(call, options.get, old);
      return;
    }
    store(call, key, call.word(2), expireAt, options.keepTime);
    if (options.lifetime != null) {
      call.effect(Bytes.of("SET"), key, call.word(2), Bytes.of("PXAT"), Bytes.of(expireAt));
    }
    if (options.get) {
      replyOld(call, true, old);
    } else {
      call.reply().ok();
    }
  }

  private static void replyOld(Call call, boolean get, @Nullable Bytes old) {
    if (get && old != null) {
      call.reply().bulk(old);
    } else {
      call.reply().nil();
    }
  }

  private static @Nullable Bytes textOf(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof StringValue string) {
      return string.bytes();
    }
    throw CommandError.wrongType();
  }

  private static void store(Call call, Bytes key, Bytes value, long expireAt, boolean keepTime) {
    if (keepTime) {
      call.putKeepingExpiry(key, StringValue.of(value));
    } else {
      call.put(key, StringValue.of(value));
    }
    call.event(KeyEventKind.STRING, "set", key);
    if (expireAt != Entry.NEVER) {
      call.expireAt(key, expireAt);
      call.event(KeyEventKind.GENERIC, "expire", key);
    }
  }

  private static void setnx(Call call) {
    boolean missing = call.entry(call.word(1)) == null;
    if (missing) {
      store(call, call.word(1), call.word(2), Entry.NEVER, false);
    }
    call.reply().integer(missing ? 1 : 0);
  }

  private static void setWithTime(Call call, Lifetime.Unit unit) {
    Bytes key = call.word(1);
    long expireAt =
        new Lifetime(unit, false, call.word(2)).expireAtMillis(call, call.spec().name());
    store(call, key, call.word(3), expireAt, false);
    call.effect(Bytes.of("SET"), key, call.word(3), Bytes.of("PXAT"), Bytes.of(expireAt));
    call.reply().ok();
  }

  private static void mset(Call call) {
    requirePairs(call);
    storePairs(call);
    call.reply().ok();
  }

  private static void msetnx(Call call) {
    requirePairs(call);
    for (int i = 1; i < call.size(); i += 2) {
      if (call.entry(call.word(i)) != null) {
        call.reply().integer(0);
        return;
      }
    }
    storePairs(call);
    call.reply().integer(1);
  }

  private static void requirePairs(Call call) {
    if (call.size() % 2 == 0) {
      throw CommandError.arity(call.spec().name());
    }
  }

  private static void storePairs(Call call) {
    for (int i = 1; i < call.size(); i += 2) {
      store(call, call.word(i), call.word(i + 1), Entry.NEVER, false);
    }
  }
}
