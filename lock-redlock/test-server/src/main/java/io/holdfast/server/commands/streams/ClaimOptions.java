package io.holdfast.server.commands.streams;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.PendingEntry;
import io.holdfast.server.values.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What XCLAIM is told: which entries, and what is to be remembered of their delivery. */
final class ClaimOptions {

  private static final int FIRST_ID = 5;
  private static final long NOT_GIVEN = -1;

  private final Call call;
  private final List<StreamId> ids = new ArrayList<>();
  private long leastIdleMillis;
  private long deliveredAtMillis = NOT_GIVEN;
  private long deliveries = NOT_GIVEN;
  private boolean force;
  private boolean justIds;
  private StreamId lastId = StreamId.ZERO;

  private ClaimOptions(Call call) {
    this.call = call;
  }

  static ClaimOptions parse(Call call) {
    ClaimOptions options = new ClaimOptions(call);
    options.leastIdleMillis = Math.max(0, options.number(4, "min-idle-time"));
    int at = FIRST_ID;
    for (; call.has(at); at++) {
      StreamId id = Ids.parse(call.word(at), 0);
      if (id == null) {
        break;
      }
      options.ids.add(id);
    }
    while (call.has(at)) {
      at += options.option(at);
    }
    long now = call.nowMillis();
    if (options.deliveredAtMillis < 0 || options.deliveredAtMillis > now) {
      options.deliveredAtMillis = now; // Not given, or not to be believed.
    }
    return options;
  }

  /** Reads one option; returns how many words it has. */
  private int option(int at) {
    boolean more = call.has(at + 1);
    if (call.isWord(at, "force")) {
      force = true;
      return 1;
    }
    if (call.isWord(at, "justid")) {
      justIds = true;
      return 1;
    }
    if (more && call.isWord(at, "idle")) {
      deliveredAtMillis = call.nowMillis() - number(at + 1, "IDLE option");
    } else if (more && call.isWord(at, "time")) {
      deliveredAtMillis = number(at + 1, "TIME option");
    } else if (more && call.isWord(at, "retrycount")) {
      deliveries = number(at + 1, "RETRYCOUNT option");
    } else if (more && call.isWord(at, "lastid")) {
      lastId = Ids.strict(call, at + 1);
    } else {
      throw new CommandError(
          "ERR Unrecognized XCLAIM option '%s'".formatted(Streams.cText(call.word(at))));
    }
    return 2;
  }

  private long number(int index, String what) {
    return call.number(index, Long.MIN_VALUE, "Invalid %s argument for XCLAIM".formatted(what));
  }

  List<StreamId> ids() {
    return ids;
  }

  /** Whether the entry, pending or not, may be taken over. */
  boolean mayTake(@Nullable PendingEntry pending, long nowMillis) {
    if (pending == null) {
      return force;
    }
    return leastIdleMillis == 0 || nowMillis - pending.deliveredAtMillis() >= leastIdleMillis;
  }

  long deliveredAtMillis() {
    return deliveredAtMillis;
  }

  /** How often the entry, which was just taken over, counts as delivered. */
  long deliveries(PendingEntry taken) {
    if (deliveries >= 0) {
      return deliveries;
    }
    return taken.deliveries() + (justIds ? 0 : 1);
  }

  /** Whether the answer has ids only. */
  boolean justIds() {
    return justIds;
  }

  /** Up to where the group has read at least. */
  StreamId lastId() {
    return lastId;
  }
}
