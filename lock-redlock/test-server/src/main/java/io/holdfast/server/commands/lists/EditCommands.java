package io.holdfast.server.commands.lists;

import static io.holdfast.server.engine.Category.LIST;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ListValue.End;
import io.holdfast.server.values.RankRange;
import java.util.List;

/** Changing a list elsewhere than at its ends. */
final class EditCommands {

  private EditCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("lset", 4)
            .is(WRITE, DENYOOM)
            .in(LIST)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(EditCommands::lset),
        command("linsert", 5)
            .is(WRITE, DENYOOM)
            .in(LIST)
            .keys(KeySpec.one(1, "RW", "INSERT"))
            .does(EditCommands::linsert),
        command("lrem", 4)
            .is(WRITE)
            .in(LIST)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .does(EditCommands::lrem),
        command("ltrim", 4)
            .is(WRITE)
            .in(LIST)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .does(EditCommands::ltrim));
  }

  private static void lset(Call call) {
    Bytes key = call.word(1);
    ListValue list = call.write(key, ListValue.class);
    if (list == null) {
      throw CommandError.noSuchKey();
    }
    long index = call.integer(2);
    long place = index < 0 ? index + list.size() : index;
    if (place < 0 || place >= list.size()) {
      throw new CommandError("ERR index out of range");
    }
    list.set((int) place, call.word(3));
    call.changed(key);
    call.event(KeyEventKind.LIST, "lset", key);
    call.reply().ok();
  }

  private static void linsert(Call call) {
    boolean after = call.isWord(2, "after");
    if (!after && !call.isWord(2, "before")) {
      throw CommandError.syntax();
    }
    Bytes key = call.word(1);
    ListValue list = call.write(key, ListValue.class);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    int place = placeOf(list, call.word(3));
    if (place < 0) {
      call.reply().integer(-1);
      return;
    }
    list.insert(after ? place + 1 : place, call.word(4));
    call.changed(key);
    call.event(KeyEventKind.LIST, "linsert", key);
    call.reply().integer(list.size());
  }

  private static int placeOf(ListValue list, Bytes element) {
    for (int i = 0; i < list.size(); i++) {
      if (list.at(i).equals(element)) {
        return i;
      }
    }
    return -1;
  }

  private static void lrem(Call call) {
    long count = call.integer(2);
    Bytes key = call.word(1);
    ListValue list = call.write(key, ListValue.class);
    int removed = 0;
    if (list != null) {
      End from = count < 0 ? End.RIGHT : End.LEFT;
      long most = count == 0 || count == Long.MIN_VALUE ? list.size() : Math.abs(count);
      removed = list.remove(from, (int) Math.min(most, list.size()), call.word(3)::equals);
      if (removed > 0) {
        call.shrunk(KeyEventKind.LIST, "lrem", key, removed, list.isEmpty());
      }
    }
    call.reply().integer(removed);
  }

  private static void ltrim(Call call) {
    long start = call.integer(2);
    long end = call.integer(3);
    Bytes key = call.word(1);
    ListValue list = call.write(key, ListValue.class);
    if (list != null) {
      RankRange kept = RankRange.of(start, end, list.size());
      int before = list.size();
      list.drop(End.RIGHT, before - kept.to());
      list.drop(End.LEFT, kept.from());
      // Where nothing was trimmed there is an event, but nothing for replicas to do.
      int trimmed = before - list.size();
      call.shrunk(KeyEventKind.LIST, "ltrim", key, trimmed, list.isEmpty());
    }
    call.reply().ok();
  }
}
