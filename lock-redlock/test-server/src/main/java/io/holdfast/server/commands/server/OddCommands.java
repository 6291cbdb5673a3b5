package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.Category.ADMIN;
import static io.holdfast.server.engine.Category.CONNECTION;
import static io.holdfast.server.engine.Category.DANGEROUS;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.NO_ASYNC_LOADING;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandFlag;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.ServerVersion;
import java.util.List;

/** LOLWUT, MODULE, and what is only allowed on nodes of a cluster. */
final class OddCommands {

  private OddCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("lolwut", -1).is(READONLY, FAST).does(OddCommands::lolwut),
        command("lastsave", 1)
            .is(LOADING, STALE, FAST)
            .in(ADMIN, DANGEROUS)
            .tips("nondeterministic_output")
            .does(call -> call.reply().integer(call.engine().startedAtMillis() / 1_000)),
        command("asking", 1).is(FAST).in(CONNECTION).does(OddCommands::noCluster),
        command("readonly", 1).is(LOADING, STALE, FAST).in(CONNECTION).does(OddCommands::noCluster),
        command("readwrite", 1)
            .is(LOADING, STALE, FAST)
            .in(CONNECTION)
            .does(OddCommands::noCluster),
        command("module", -2)
            .contains(
                Help.of("module"),
                module("list", 2)
                    .tips("nondeterministic_output_order")
                    .does(call -> call.reply().array(0)),
                module("load", -3).is(NO_ASYNC_LOADING).does(OddCommands::noModules),
                module("loadex", -3).is(NO_ASYNC_LOADING).does(OddCommands::noModules),
                module("unload", 3).is(NO_ASYNC_LOADING).does(OddCommands::noModules)));
  }

  private static CommandSpec.Builder module(String name, int arity) {
    return command("module|" + name, arity).is(CommandFlag.ADMIN, NOSCRIPT);
  }

  private static void lolwut(Call call) {
    if (call.has(2) && call.isWord(1, "version")) {
      call.integer(2);
    }
    call.reply().verbatim("txt", Bytes.of("Redis ver. " + ServerVersion.TEXT + "\n"));
  }

  private static void noCluster(Call call) {
    throw new CommandError("ERR This instance has cluster support disabled");
  }

  private static void noModules(Call call) {
    throw new CommandError("ERR Error loading the extension. Please check the server logs.");
  }
}
