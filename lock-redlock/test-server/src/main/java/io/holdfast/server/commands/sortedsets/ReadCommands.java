package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking single members up. */
final class ReadCommands {

  private ReadCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("zcard", 2)
            .is(READONLY, FAST)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "RO"))
            .does(ReadCommands::zcard),
        read("zscore", 3, ReadCommands::zscore),
        read("zmscore", -3, ReadCommands::zmscore),
        read("zrank", 3, call -> rank(call, false)),
        read("zrevrank", 3, call -> rank(call, true)));
  }

  private static CommandSpec read(String name, int arity, Handler handler) {
    return command(name, arity)
        .is(READONLY, FAST)
        .in(SORTEDSET)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static void zcard(Call call) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    call.reply().integer(set == null ? 0 : set.size());
  }

  private static void zscore(Call call) {
    score(call, call.read(call.word(1), SortedSetValue.class), 2);
  }

  private static void zmscore(Call call) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      score(call, set, i);
    }
  }

  private static void score(Call call, @Nullable SortedSetValue set, int at) {
    ScoredMember member = set == null ? null : set.find(call.word(at));
    if (member == null) {
      call.reply().nil();
    } else {
      call.reply().real(member.score());
    }
  }

  private static void rank(Call call, boolean fromHighest) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    ScoredMember member = set == null ? null : set.find(call.word(2));
    if (set == null || member == null) {
      call.reply().nil();
      return;
    }
    int rank = set.rank(member);
    call.reply().integer(fromHighest ? set.size() - 1 - rank : rank);
  }
}
