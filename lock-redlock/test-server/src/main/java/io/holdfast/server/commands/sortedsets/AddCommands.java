package io.holdfast.server.commands.sortedsets;

import static io.holdfast.server.engine.Category.SORTEDSET;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adding members and changing scores. */
final class AddCommands {

  private AddCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("zadd", -4)
            .is(WRITE, DENYOOM, FAST)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(call -> add(call, false)),
        command("zincrby", 4)
            .is(WRITE, DENYOOM, FAST)
            .in(SORTEDSET)
            .keys(KeySpec.one(1, "RW", "ACCESS", "UPDATE"))
            .does(call -> add(call, true)));
  }

  /** What one call has done. */
  private static final class Tally {
    int added;
    int updated;
    @Nullable Double last;
  }

  private static void add(Call call, boolean increments) {
    AddOptions options = AddOptions.parse(call, increments);
    double[] scores = options.scores(call);
    Bytes key = call.word(1);
    SortedSetValue set = call.write(key, SortedSetValue.class);
    if (set == null && options.xx()) {
      reply(call, options, new Tally());
      return;
    }
    SortedSetValue target = set == null ? new SortedSetValue(call.encodingLimits()) : set;
    Tally tally = new Tally();
    for (int i = 0; i < scores.length; i++) {
      apply(target, options, call.word(options.firstScore() + 2 * i + 1), scores[i], tally);
    }
    int changes = tally.added + tally.updated;
    if (changes > 0) {
      if (set == null) {
        call.put(key, target);
      } else {
        call.changed(key);
      }
      call.changed(changes - 1L);
      call.event(KeyEventKind.SORTEDSET, options.increments() ? "zincr" : "zadd", key);
    }
    reply(call, options, tally);
  }

  private static void apply(
      SortedSetValue set, AddOptions options, Bytes member, double number, Tally tally) {
    ScoredMember known = set.find(member);
    double score = number;
    if (known == null) {
      if (options.xx()) {
        return;
      }
      tally.added++;
    } else {
      if (options.nx()) {
        return;
      }
      if (options.increments()) {
        score += known.score();
        if (Double.isNaN(score)) {
          throw new CommandError("ERR resulting score is not a number (NaN)");
        }
      }
      if (options.refuses(known.score(), score)) {
        return;
      }
      tally.updated += score == known.score() ? 0 : 1;
    }
    set.put(member, score);
    tally.last = score;
  }

  private static void reply(Call call, AddOptions options, Tally tally) {
    if (!options.increments()) {
      call.reply().integer(tally.added + (options.ch() ? tally.updated : 0));
    } else if (tally.last == null) {
      call.reply().nil();
    } else {
      call.reply().real(tally.last);
    }
  }
}
