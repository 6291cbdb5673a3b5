package io.holdfast.server.commands.sets;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.values.SetValue;

/** What follows when members have gone: who is told, and that an empty set goes too. */
final class Removal {

  private Removal() {}

  /** So many members have been removed by what the event names. */
  static void happened(Call call, Bytes key, SetValue set, int removed, String event) {
    if (removed == 0) {
      return;
    }
    call.event(KeyEventKind.SET, event, key);
    if (set.isEmpty()) {
      call.remove(key);
      call.event(KeyEventKind.GENERIC, "del", key);
    } else {
      call.changed(key);
    }
    call.changed(removed - 1L);
  }
}
