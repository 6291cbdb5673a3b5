package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.BLOCKING;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.PopRequest;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Taking members from either end, also waiting for one. */
final class PopCommands {

  private PopCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        pop("zpopmin", false),
        pop("zpopmax", true),
        blockingPop("bzpopmin", false),
        blockingPop("bzpopmax", true),
        command("zmpop", -4)
            .is(WRITE, MOVABLEKEYS)
            .in(SORTEDSET)
            .keys(KeySpec.counted(1, "RW", "ACCESS", "DELETE"))
            .does(PopCommands::zmpop),
        command("bzmpop", -5)
            .is(WRITE, BLOCKING, MOVABLEKEYS)
            .in(SORTEDSET)
            .keys(KeySpec.counted(2, "RW", "ACCESS", "DELETE"))
            .does(PopCommands::bzmpop));
  }

  private static CommandSpec pop(String name, boolean highest) {
    return command(name, -2)
        .is(WRITE, FAST)
        .in(SORTEDSET)
        .keys(KeySpec.one(1, "RW", "ACCESS", "DELETE"))
        .does(call -> pop(call, highest));
  }

  private static CommandSpec blockingPop(String name, boolean highest) {
    return command(name, -3)
        .is(WRITE, NOSCRIPT, BLOCKING, FAST)
        .in(SORTEDSET)
        .keys(KeySpec.range(1, -2, 1, "RW", "ACCESS", "DELETE"))
        .does(call -> blockingPop(call, highest));
  }

  // ---- one key

  private static void pop(Call call, boolean highest) {
    if (call.size() > 3) {
      throw CommandError.syntax();
    }
    boolean counted = call.size() == 3;
    long count = counted ? call.count(2) : 1;
    SortedSetValue set = call.write(call.word(1), SortedSetValue.class);
    if (set == null || count == 0) {
      call.reply().array(0);
      return;
    }
    List<ScoredMember> taken = take(call, call.word(1), set, highest, count);
    if (counted) {
      ScoredReply.write(call, taken, true);
    } else {
      ScoredMember member = taken.get(0);
      call.reply().array(2);
      call.reply().bulk(member.member());
      call.reply().real(member.score());
    }
  }

  private static List<ScoredMember> take(
      Call call, Bytes key, SortedSetValue set, boolean highest, long count) {
    List<ScoredMember> taken = new ArrayList<>();
    ScoredMember at = highest ? set.last() : set.first();
    while (at != null && taken.size() < count) {
      taken.add(at);
      at = highest ? at.previous() : at.next();
    }
    taken.forEach(member -> set.remove(member.member()));
    String event = highest ? "zpopmax" : "zpopmin";
    call.shrunk(KeyEventKind.SORTEDSET, event, key, taken.size(), set.isEmpty());
    return taken;
  }

  // ---- the first of several keys

  private static void blockingPop(Call call, boolean highest) {
    int last = call.size() - 1;
    Duration timeout = call.timeout(last);
    List<Bytes> keys = call.keys(1, last - 1);
    for (Bytes key : call.candidates(keys)) {
      SortedSetValue set = call.awaited(key, SortedSetValue.class);
      if (set != null) {
        ScoredMember member = take(call, key, set, highest, 1).get(0);
        call.effect(Bytes.of(highest ? "ZPOPMAX" : "ZPOPMIN"), key);
        call.reply().array(3);
        call.reply().bulk(key);
        call.reply().bulk(member.member());
        call.reply().real(member.score());
        return;
      }
    }
    block(call, keys, timeout);
  }

  private static void block(Call call, List<Bytes> keys, Duration timeout) {
    if (call.mayBlock()) {
      call.block(keys, timeout, call.reply()::nilArray);
    } else {
      call.reply().nilArray();
    }
  }

  private static void zmpop(Call call) {
    if (!popOneOf(call, PopRequest.parse(call, 1, "min", "max"))) {
      call.reply().nilArray();
    }
  }

  private static void bzmpop(Call call) {
    PopRequest request = PopRequest.parse(call, 2, "min", "max");
    Duration timeout = call.timeout(1);
    if (!popOneOf(call, request)) {
      block(call, request.keys(), timeout);
    }
  }

  private static boolean popOneOf(Call call, PopRequest request) {
    for (Bytes key : call.candidates(request.keys())) {
      SortedSetValue set = call.awaited(key, SortedSetValue.class);
      if (set != null) {
        boolean highest = !request.first();
        List<ScoredMember> taken = take(call, key, set, highest, request.count());
        call.effect(Bytes.of(highest ? "ZPOPMAX" : "ZPOPMIN"), key, Bytes.of(taken.size()));
        reply(call.reply(), key, taken);
        return true;
      }
    }
    return false;
  }

  /** With the key, members and scores are pairs in RESP2, too. */
  private static void reply(ReplyWriter reply, Bytes key, List<ScoredMember> taken) {
    reply.array(2);
    reply.bulk(key);
    reply.array(taken.size());
    for (ScoredMember member : taken) {
      reply.array(2);
      reply.bulk(member.member());
      reply.real(member.score());
    }
  }
}
