package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.Category.CONNECTION;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NO_MANDATORY_KEYS;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.KeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** COMMAND: what the server can do, as its declarations say it. */
final class CommandCommands {

  private static final String UNORDERED = "nondeterministic_output_order";

  private CommandCommands() {}

  static CommandSpec container() {
    return command("command", -1)
        .is(LOADING, STALE)
        .in(CONNECTION)
        .tips(UNORDERED)
        .containsAndDoes(
            CommandCommands::all,
            sub("count", 2)
                .does(call -> call.reply().integer(call.engine().commands().all().size())),
            Help.of("command", CONNECTION),
            sub("getkeys", -4).does(call -> keys(call, false)),
            sub("getkeysandflags", -4).does(call -> keys(call, true)),
            sub("info", -2).tips(UNORDERED).does(CommandCommands::info),
            sub("list", -2).tips(UNORDERED).does(CommandCommands::list));
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("command|" + name, arity).is(LOADING, STALE).in(CONNECTION);
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
        call.reply().nil();
      } else {
        CommandReply.write(call.reply(), spec);
      }
    }
  }

  private static @Nullable CommandSpec named(Call call, Bytes name) {
    String[] parts = name.latin().split("\\|", -1);
    CommandSpec spec = call.engine().commands().find(Bytes.ofLatin(parts[0]));
    if (spec == null || parts.length == 1) {
      return spec;
    }
    return parts.length == 2 ? spec.subcommand(Bytes.ofLatin(parts[1])) : null;
  }

  private static void keys(Call call, boolean withFlags) {
    Bytes[] request = Arrays.copyOfRange(call.words(), 2, call.size());
    CommandSpec spec = call.engine().commands().find(request);
    if (spec == null) {
      throw new CommandError("ERR Invalid command specified");
    }
    List<KeySpec> keySpecs = spec.keys().stream().filter(key -> !key.isNotKey()).toList();
    if (keySpecs.isEmpty()) {
      throw new CommandError("ERR The command has no key arguments");
    }
    if (!spec.acceptsCount(request.length)) {
      throw new CommandError("ERR Invalid number of arguments specified for command");
    }
    boolean fits = keySpecs.stream().allMatch(key -> key.fits(request));
    List<Bytes> keys = new ArrayList<>();
    List<List<String>> flags = new ArrayList<>();
    for (KeySpec keySpec : fits ? keySpecs : List.<KeySpec>of()) {
      keySpec.forEachKey(
          request,
          place -> {
            keys.add(request[place]);
            flags.add(spec.flagsOf(keySpec, request));
          });
    }
    if (keys.isEmpty() && !spec.is(NO_MANDATORY_KEYS)) {
      throw new CommandError("ERR Invalid arguments specified for command");
    }
    call.reply().array(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      if (withFlags) {
        call.reply().array(2);
      }
      call.reply().bulk(keys.get(i));
      if (withFlags) {
        CommandReply.flags(call.reply(), flags.get(i));
      }
    }
  }

  private static void list(Call call) {
    Predicate<CommandSpec> filter = spec -> true;
    if (call.size() > 2) {
      if (call.size() != 5 || !call.isWord(2, "filterby")) {
        throw CommandError.syntax();
      }
      filter = filter(call, call.word(4));
    }
    List<CommandSpec> found = new ArrayList<>();
    for (CommandSpec spec : call.engine().commands().all()) {
      Stream.concat(Stream.of(spec), spec.subcommands().stream())
          .filter(filter)
          .forEach(found::add);
    }
    call.reply().array(found.size());
    found.forEach(spec -> call.reply().bulk(spec.name()));
  }

  private static Predicate<CommandSpec> filter(Call call, Bytes what) {
    if (call.isWord(3, "pattern")) {
      return spec -> Glob.matches(what.toSmallLetters(), Bytes.of(spec.name()));
    }
    if (call.isWord(3, "aclcat")) {
      return spec -> spec.categories().stream().anyMatch(one -> what.isWord(one.word()));
    }
    if (call.isWord(3, "module")) {
      return spec -> false;
    }
    throw CommandError.syntax();
  }
}
