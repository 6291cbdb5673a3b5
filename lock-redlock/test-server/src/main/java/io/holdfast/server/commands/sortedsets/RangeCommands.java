package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.commands.sortedsets.RangeQuery.By;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.MemberRange;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of the order: by rank, by score and by the bytes of the members. */
final class RangeCommands {

  private RangeCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        range("zrange", null, null),
        range("zrevrange", By.RANK, true),
        range("zrangebyscore", By.SCORE, false),
        range("zrevrangebyscore", By.SCORE, true),
        range("zrangebylex", By.LEX, false),
        range("zrevrangebylex", By.LEX, true),
        command("zrangestore", -5)
            .is(WRITE, DENYOOM)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "OW", "UPDATE"), KeySpec.one(2, "RO", "ACCESS"))
            .does(RangeCommands::store),
        count("zcount", call -> count(call, Bounds.scores(call, 2, 3))),
        count("zlexcount", call -> count(call, Bounds.members(call, 2, 3))));
  }

  private static CommandSpec range(String name, @Nullable By by, @Nullable Boolean reversed) {
    return command(name, -4)
        .is(READONLY)
        .in(SORTEDSET)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(call -> range(call, RangeQuery.parse(call, 2, by, reversed, false)));
  }

  private static CommandSpec count(String name, Handler handler) {
    return command(name, 4)
        .is(READONLY, FAST)
        .in(SORTEDSET)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static void range(Call call, RangeQuery query) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    if (set == null) {
      call.reply().array(0);
    } else {
      ScoredReply.write(call, query.in(set), query.withScores());
    }
  }

  private static void store(Call call) {
    RangeQuery query = RangeQuery.parse(call, 3, null, null, true);
    SortedSetValue source = call.write(call.word(2), SortedSetValue.class);
    SortedSetValue stored = new SortedSetValue(call.encodingLimits());
    if (source != null) {
      for (ScoredMember member : query.in(source)) {
        stored.put(member.member(), member.score());
      }
    }
    Bytes target = call.word(1);
    if (!stored.isEmpty()) {
      call.put(target, stored);
      call.event(KeyEventKind.SORTEDSET, "zrangestore", target);
    } else if (call.remove(target)) {
      call.event(KeyEventKind.GENERIC, "del", target);
    }
    call.reply().integer(stored.size());
  }

  private static void count(Call call, MemberRange range) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    call.reply().integer(set == null ? 0 : set.count(range));
  }
}
