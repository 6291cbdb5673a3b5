package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.DrawRequest;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.ScanRequest;
import io.holdfast.server.values.Sample;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Members without asking for them by name or order: by chance, and part by part. */
final class DrawCommands {

  private DrawCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("zrandmember", -2)
            .is(READONLY)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(DrawCommands::zrandmember),
        command("zscan", -3)
            .is(READONLY)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(DrawCommands::zscan));
  }

  private static void zrandmember(Call call) {
    RandomGenerator entropy = call.engine().host().entropy();
    DrawRequest request = DrawRequest.parse(call, "withscores");
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    if (request.isSingle() && set == null) {
      call.reply().nil();
    } else if (request.isSingle() && set != null) {
      call.reply().bulk(set.random(entropy).member());
    } else if (set == null || request.count() == 0) {
      call.reply().array(0);
    } else {
      ScoredReply.write(call, draw(set, request.count(), entropy), request.withValues());
    }
  }

  /** As many different members as there are, or where negative as many as are asked for. */
  private static List<ScoredMember> draw(SortedSetValue set, long count, RandomGenerator entropy) {
    List<ScoredMember> drawn = new ArrayList<>();
    if (count < 0) {
      for (long i = count; i < 0; i++) {
        drawn.add(set.random(entropy));
      }
    } else if (count >= set.size()) {
      for (ScoredMember at = set.last(); at != null; at = at.previous()) {
        drawn.add(at);
      }
    } else {
      Sample.of((int) count, set.size(), entropy).forEach(rank -> drawn.add(set.at(rank)));
    }
    return drawn;
  }

  private static void zscan(Call call) {
    long cursor = ScanRequest.cursor(call, 2);
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    if (set == null) {
      reply(call, 0, List.of(), null);
      return;
    }
    ScanRequest request = ScanRequest.parse(call, cursor, 3);
    if (set.isPacked()) {
      List<ScoredMember> all = new ArrayList<>();
      for (ScoredMember at = set.first(); at != null; at = at.next()) {
        all.add(at);
      }
      reply(call, 0, all, request);
    } else {
      ScanRequest.Part<ScoredMember> part = request.of(set.table()::scan);
      reply(call, part.cursor(), part.found(), request);
    }
  }

  private static void reply(
      Call call, long cursor, List<ScoredMember> found, @Nullable ScanRequest request) {
    List<ScoredMember> wanted =
        found.stream().filter(at -> request == null || request.wants(at.member())).toList();
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(cursor));
    call.reply().array(2 * wanted.size());
    for (ScoredMember member : wanted) {
      call.reply().bulk(member.member());
      call.reply().bulk(Bytes.of(Numbers.formatG(member.score(), 17)));
    }
  }
}
