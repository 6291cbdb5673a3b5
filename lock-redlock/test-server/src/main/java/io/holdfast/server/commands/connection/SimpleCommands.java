package io.holdfast.server.commands.connection;

import static io.holdfast.server.engine.Category.CONNECTION;
import static io.holdfast.server.engine.CommandFlag.ALLOW_BUSY;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.NO_AUTH;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import java.util.List;

/** PING, ECHO, SELECT, QUIT and RESET. */
final class SimpleCommands {

  private SimpleCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("ping", -1)
            .is(FAST)
            .in(CONNECTION)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")
            .does(SimpleCommands::ping),
        command("echo", 2)
            .is(LOADING, STALE, FAST)
            .in(CONNECTION)
            .does(call -> call.reply().bulk(call.word(1))),
        command("select", 2).is(LOADING, STALE, FAST).in(CONNECTION).does(SimpleCommands::select),
        command("quit", -1)
            .is(ALLOW_BUSY, NOSCRIPT, LOADING, STALE, FAST, NO_AUTH)
            .in(CONNECTION)
            .does(SimpleCommands::quit),
        command("reset", 1)
            .is(ALLOW_BUSY, NOSCRIPT, LOADING, STALE, FAST, NO_AUTH)
            .in(CONNECTION)
            .does(SimpleCommands::reset));
  }

  private static void ping(Call call) {
    if (call.size() > 2) {
      throw CommandError.arity("ping");
    }
    if (call.session().subscriptions() > 0 && !call.session().out().isResp3()) {
      call.reply().array(2);
      call.reply().bulk("pong");
      call.reply().bulk(call.has(1) ? call.word(1) : Bytes.EMPTY);
    } else if (call.has(1)) {
      call.reply().bulk(call.word(1));
    } else {
      call.reply().status("PONG");
    }
  }

  private static void select(Call call) {
    long index = call.integer(1);
    if (index < 0 || index >= call.engine().keyspace().count()) {
      throw new CommandError("ERR DB index is out of range");
    }
    call.session().select(call.engine().keyspace().database((int) index));
    call.reply().ok();
  }

  private static void quit(Call call) {
    call.reply().ok();
    call.session().close();
  }

  private static void reset(Call call) {
    call.engine().reset(call.session());
    call.reply().status("RESET");
  }
}
