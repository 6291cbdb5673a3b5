package io.holdfast.server.commands.lists;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ListValue.End;
import java.util.ArrayList;
import java.util.List;

/** What follows when elements have gone: who is told, and that an empty list goes too. */
final class Removal {

  private Removal() {}

  /** So many elements have been removed by what the event names. */
  static void happened(Call call, Bytes key, ListValue list, long removed, String event) {
    call.event(KeyEventKind.LIST, event, key);
    if (list.isEmpty()) {
      call.remove(key);
      call.event(KeyEventKind.GENERIC, "del", key);
    } else {
      call.changed(key);
    }
    call.changed(removed - 1);
  }

  /** Takes up to so many elements from an end. */
  static List<Bytes> take(Call call, Bytes key, ListValue list, End end, long count) {
    List<Bytes> taken = new ArrayList<>();
    while (!list.isEmpty() && taken.size() < count) {
      taken.add(list.pop(end));
    }
    happened(call, key, list, taken.size(), end == End.LEFT ? "lpop" : "rpop");
    return taken;
  }
}
