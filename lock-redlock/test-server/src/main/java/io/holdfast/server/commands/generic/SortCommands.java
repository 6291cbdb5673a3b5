package io.holdfast.server.commands.generic;

import static io.holdfast.server.engine.Category.DANGEROUS;
import static io.holdfast.server.engine.Category.LIST;
import static io.holdfast.server.engine.Category.SET;
import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.ListValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SORT and SORT_RO. */
final class SortCommands {

  private static final String BY_AND_GET =
      "For the optional BY/GET keyword. It is marked 'unknown' because the key names derive from"
          + " the content of the key we sort";
  private static final String STORE =
      "For the optional STORE keyword. It is marked 'unknown' because the keyword can appear"
          + " anywhere in the argument array";

  private SortCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("sort", -2)
            .is(WRITE, DENYOOM, MOVABLEKEYS)
            .in(SET, SORTEDSET, LIST, DANGEROUS)
            .keys(
                KeySpec.one(1, "RO", "ACCESS"),
                KeySpec.unknown("RO", "ACCESS").noted(BY_AND_GET),
                KeySpec.unknown("OW", "UPDATE").noted(STORE))
            .does(call -> sort(call, true)),
        command("sort_ro", -2)
            .is(READONLY, MOVABLEKEYS)
            .in(SET, SORTEDSET, LIST, DANGEROUS)
            .keys(KeySpec.one(1, "RO", "ACCESS"), KeySpec.unknown("RO", "ACCESS").noted(BY_AND_GET))
            .does(call -> sort(call, false)));
  }

  private static void sort(Call call, boolean mayStore) {
    SortOptions options = SortOptions.of(call, mayStore);
    Entry entry = call.entry(call.word(1));
    List<Bytes> elements = SortSource.elements(entry, options);
    List<@Nullable Bytes> result = new ArrayList<>();
    for (Bytes element : new SortOrder(call, options).sorted(elements)) {
      if (options.gets().isEmpty()) {
        result.add(element);
      }
      for (Bytes pattern : options.gets()) {
        result.add(SortPattern.of(pattern).lookUp(call, element));
      }
    }
    Bytes target = options.store();
    if (target == null) {
      reply(call, result);
    } else {
      store(call, target, result);
    }
  }

  private static void reply(Call call, List<@Nullable Bytes> result) {
    call.reply().array(result.size());
    for (Bytes element : result) {
      if (element == null) {
        call.reply().nil();
      } else {
        call.reply().bulk(element);
      }
    }
  }

  private static void store(Call call, Bytes target, List<@Nullable Bytes> result) {
    if (result.isEmpty()) {
      if (call.remove(target)) {
        call.event(KeyEventKind.GENERIC, "del", target);
      }
    } else {
      ListValue list = new ListValue();
      result.forEach(one -> list.push(ListValue.End.RIGHT, one == null ? Bytes.EMPTY : one));
      call.put(target, list);
      call.event(KeyEventKind.LIST, "sortstore", target);
    }
    call.reply().integer(result.size());
  }

  static CommandError notANumber() {
    return new CommandError("ERR One or more scores can't be converted into double");
  }
}
