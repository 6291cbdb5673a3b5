package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.SlowLog;
import java.util.List;

/** SLOWLOG. */
final class SlowlogCommands {

  private static final long USUAL_COUNT = 10;

  private SlowlogCommands() {}

  static CommandSpec container() {
    return command("slowlog", -2)
        .contains(
            sub("get", -2)
                .tips("request_policy:all_nodes", "nondeterministic_output")
                .does(SlowlogCommands::get),
            Help.of("slowlog"),
            sub("len", 2)
                .tips(
                    "request_policy:all_nodes",
                    "response_policy:agg_sum",
                    "nondeterministic_output")
                .does(call -> call.reply().integer(call.engine().slowLog().size())),
            sub("reset", 2)
                .tips("request_policy:all_nodes", "response_policy:all_succeeded")
                .does(SlowlogCommands::reset));
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("slowlog|" + name, arity).is(ADMIN, LOADING, STALE);
  }

  private static void get(Call call) {
    if (call.has(3)) {
      throw CommandError.subcommandSyntax(call);
    }
    long most = USUAL_COUNT;
    if (call.has(2)) {
      most = call.number(2, -1, "count should be greater than or equal to -1");
    }
    List<SlowLog.Entry> entries = call.engine().slowLog().newest(most < 0 ? Long.MAX_VALUE : most);
    call.reply().array(entries.size());
    for (SlowLog.Entry entry : entries) {
      call.reply().array(6);
      call.reply().integer(entry.id());
      call.reply().integer(entry.atSeconds());
      call.reply().integer(entry.micros());
      call.reply().array(entry.words().size());
      entry.words().forEach(call.reply()::bulk);
      call.reply().bulk(entry.address());
      call.reply().bulk(entry.name());
    }
  }

  private static void reset(Call call) {
    call.engine().slowLog().clear();
    call.reply().ok();
  }
}
