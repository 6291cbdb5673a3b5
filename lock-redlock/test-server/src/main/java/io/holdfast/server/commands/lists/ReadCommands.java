package io.holdfast.server.commands.lists;

import static io.holdfast.server.engine.Category.LIST;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.RankRange;
import java.util.List;

/** Looking at elements. */
final class ReadCommands {

  private ReadCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("llen", 2)
            .is(READONLY, FAST)
            .in(LIST)
            .keys(KeySpec.one(1, "RO"))
            .does(ReadCommands::llen),
        read("lindex", 3, ReadCommands::lindex),
        read("lrange", 4, ReadCommands::lrange),
        read("lpos", -3, ReadCommands::lpos));
  }

  private static CommandSpec read(String name, int arity, Handler handler) {
    return command(name, arity)
        .is(READONLY)
        .in(LIST)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static void llen(Call call) {
    ListValue list = call.read(call.word(1), ListValue.class);
    call.reply().integer(list == null ? 0 : list.size());
  }

  private static void lindex(Call call) {
    ListValue list = call.read(call.word(1), ListValue.class);
    if (list == null) {
      call.reply().nil();
      return;
    }
    long index = call.integer(2);
    long place = index < 0 ? index + list.size() : index;
    if (place < 0 || place >= list.size()) {
      call.reply().nil();
    } else {
      call.reply().bulk(list.at((int) place));
    }
  }

  private static void lrange(Call call) {
    long start = call.integer(2);
    long end = call.integer(3);
    ListValue list = call.read(call.word(1), ListValue.class);
    if (list == null) {
      call.reply().array(0);
      return;
    }
    RankRange range = RankRange.of(start, end, list.size());
    call.reply().array(range.size());
    for (int i = range.from(); i < range.to(); i++) {
      call.reply().bulk(list.at(i));
    }
  }

  private static void lpos(Call call) {
    PositionQuery query = PositionQuery.parse(call);
    ListValue list = call.read(call.word(1), ListValue.class);
    List<Integer> places = list == null ? List.of() : query.in(list);
    if (query.isCounted()) {
      call.reply().array(places.size());
      places.forEach(call.reply()::integer);
    } else if (places.isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().integer(places.get(0));
    }
  }
}
