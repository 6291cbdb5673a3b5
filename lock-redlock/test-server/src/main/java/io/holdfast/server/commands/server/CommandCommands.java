package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.Category.CONNECTION;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** COMMAND: what the server can do, as its declarations say it. */
final class CommandCommands {

  private CommandCommands() {}

  static CommandSpec container() {
    return command("command", -1)
        .is(LOADING, STALE)
        .in(CONNECTION)
        .tips("nondeterministic_output_order")
        .containsAndDoes(
            CommandCommands::all,
            sub("count", 2, call -> call.reply().integer(call.engine().commands().all().size())),
            sub("info", -2, CommandCommands::info),
            sub("getkeys", -3, CommandCommands::getkeys));
  }

  private static CommandSpec sub(String name, int arity, Handler handler) {
    return command("command|" + name, arity).is(LOADING, STALE).in(CONNECTION).does(handler);
  }

  private static void all(Call call) {
    Collection<CommandSpec> all = call.engine().commands().all();
    call.reply().array(all.size());
    all.forEach(spec -> CommandReply.write(call.reply(), spec));
  }

  private static void info(Call call) {
    if (call.size() == 2) {
      all(call);
      return;
    }
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      CommandSpec spec = named(call, call.word(i));
      if (spec == null) {
        call.reply().nilArray();
      } else {
        CommandReply.write(call.reply(), spec);
      }
    }
  }

  private static @org.jspecify.annotations.Nullable CommandSpec named(Call call, Bytes name) {
    String[] parts = name.latin().split("\\|", 2);
    Bytes[] words = Arrays.stream(parts).map(Bytes::ofLatin).toArray(Bytes[]::new);
    return call.engine().commands().find(words);
  }

  private static void getkeys(Call call) {
    Bytes[] request = Arrays.copyOfRange(call.words(), 2, call.size());
    CommandSpec spec = call.engine().commands().find(request);
    if (spec == null) {
      throw new CommandError("ERR Invalid command specified");
    }
    if (spec.keys().isEmpty()) {
      throw new CommandError("ERR The command has no key arguments");
    }
    if (!spec.acceptsCount(request.length)) {
      throw new CommandError("ERR Invalid number of arguments specified for command");
    }
    List<Bytes> keys = new ArrayList<>();
    spec.forEachKey(request, place -> keys.add(request[place]));
    if (keys.isEmpty()) {
      throw new CommandError("ERR Invalid arguments specified for command");
    }
    call.reply().array(keys.size());
    keys.forEach(call.reply()::bulk);
  }
}
