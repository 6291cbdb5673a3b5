package io.holdfast.server.commands.generic;

import static io.holdfast.server.engine.Category.DANGEROUS;
import static io.holdfast.server.engine.Category.KEYSPACE;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.ScanRequest;
import io.holdfast.server.keyspace.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking for keys without knowing them. */
final class ScanCommands {

  private static final long LOOKS_PER_KEY = 10;

  private ScanCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("keys", 2)
            .is(READONLY)
            .in(KEYSPACE, DANGEROUS)
            .tips("request_policy:all_shards", "nondeterministic_output_order")
            .does(ScanCommands::keys),
        command("scan", -2)
            .is(READONLY)
            .in(KEYSPACE)
            .tips("nondeterministic_output", "request_policy:special")
            .does(ScanCommands::scan),
        command("randomkey", 1)
            .is(READONLY)
            .in(KEYSPACE)
            .tips("request_policy:all_shards", "nondeterministic_output")
            .does(ScanCommands::randomkey),
        command("dbsize", 1)
            .is(READONLY, FAST)
            .in(KEYSPACE)
            .tips("request_policy:all_shards", "response_policy:agg_sum")
            .does(call -> call.reply().integer(call.database().size())));
  }

  private static void keys(Call call) {
    List<Bytes> found = new ArrayList<>();
    call.database()
        .forEach(
            entry -> {
              if (Glob.matches(call.word(1), entry.key())) {
                found.add(entry.key());
              }
            });
    replyWith(call, found);
  }

  private static void replyWith(Call call, List<Bytes> keys) {
    call.reply().array(keys.size());
    keys.forEach(call.reply()::bulk);
  }

  private static void scan(Call call) {
    long cursor = ScanRequest.cursor(call, 1);
    long count = 10;
    Bytes pattern = null;
    Bytes type = null;
    for (int i = 2; i < call.size(); i += 2) {
      if (!call.has(i + 1)) {
        throw CommandError.syntax();
      } else if (call.isWord(i, "count")) {
        count = call.integer(i + 1);
        if (count < 1) {
          throw CommandError.syntax();
        }
      } else if (call.isWord(i, "match")) {
        pattern = call.word(i + 1);
      } else if (call.isWord(i, "type")) {
        type = call.word(i + 1);
      } else {
        throw CommandError.syntax();
      }
    }
    scan(call, cursor, count, pattern, type);
  }

  private static void scan(
      Call call, long begin, long count, @Nullable Bytes pattern, @Nullable Bytes type) {
    List<Bytes> found = new ArrayList<>();
    long cursor = begin;
    long looks = count > Long.MAX_VALUE / LOOKS_PER_KEY ? Long.MAX_VALUE : count * LOOKS_PER_KEY;
    do {
      cursor =
          call.database()
              .scan(
                  cursor,
                  entry -> {
                    if (isWanted(entry, pattern, type)) {
                      found.add(entry.key());
                    }
                  });
    } while (cursor != 0 && --looks > 0 && found.size() < count);
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(cursor));
    replyWith(call, found);
  }

  private static boolean isWanted(Entry entry, @Nullable Bytes pattern, @Nullable Bytes type) {
    return (pattern == null || Glob.matches(pattern, entry.key()))
        && (type == null || type.isWord(entry.value().typeName()));
  }

  private static void randomkey(Call call) {
    Entry entry = call.database().random(call.engine().host().entropy());
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(entry.key());
    }
  }
}
