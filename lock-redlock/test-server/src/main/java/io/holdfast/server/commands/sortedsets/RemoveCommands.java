package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.MemberRange;
import io.holdfast.server.values.RankRange;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** Removing members, by name and by range. */
final class RemoveCommands {

  private RemoveCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("zrem", -3)
            .is(WRITE, FAST)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "RW", "DELETE"))
            .does(RemoveCommands::zrem),
        byRange("zremrangebyrank", RemoveCommands::byRank),
        byRange("zremrangebyscore", call -> byRange(call, Bounds.scores(call, 2, 3))),
        byRange("zremrangebylex", call -> byRange(call, Bounds.members(call, 2, 3))));
  }

  private static CommandSpec byRange(String name, Handler handler) {
    return command(name, 4)
        .is(WRITE)
        .in(SORTEDSET)
        .keys(KeySpec.one(1, "RW", "DELETE"))
        .does(handler);
  }

  private static void zrem(Call call) {
    SortedSetValue set = call.write(call.word(1), SortedSetValue.class);
    int removed = 0;
    if (set != null) {
      for (int i = 2; i < call.size() && !set.isEmpty(); i++) {
        removed += set.remove(call.word(i)) ? 1 : 0;
      }
      if (removed > 0) {
        call.shrunk(KeyEventKind.SORTEDSET, "zrem", call.word(1), removed, set.isEmpty());
      }
    }
    call.reply().integer(removed);
  }

  private static void byRank(Call call) {
    long start = call.integer(2);
    long end = call.integer(3);
    SortedSetValue set = call.write(call.word(1), SortedSetValue.class);
    List<ScoredMember> doomed = new ArrayList<>();
    if (set != null) {
      RankRange ranks = RankRange.of(start, end, set.size());
      ScoredMember at = ranks.size() == 0 ? null : set.at(ranks.from());
      for (; at != null && doomed.size() < ranks.size(); at = at.next()) {
        doomed.add(at);
      }
      remove(call, set, doomed);
    }
    call.reply().integer(doomed.size());
  }

  private static void byRange(Call call, MemberRange range) {
    SortedSetValue set = call.write(call.word(1), SortedSetValue.class);
    List<ScoredMember> doomed = new ArrayList<>();
    if (set != null) {
      ScoredMember at = set.first(range);
      for (; at != null && !range.isBefore(at); at = at.next()) {
        doomed.add(at);
      }
      remove(call, set, doomed);
    }
    call.reply().integer(doomed.size());
  }

  private static void remove(Call call, SortedSetValue set, List<ScoredMember> doomed) {
    doomed.forEach(member -> set.remove(member.member()));
    if (!doomed.isEmpty()) {
      String event = call.spec().name();
      call.shrunk(KeyEventKind.SORTEDSET, event, call.word(1), doomed.size(), set.isEmpty());
    }
  }
}
