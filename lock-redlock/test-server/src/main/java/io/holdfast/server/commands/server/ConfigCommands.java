package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Directive;
import io.holdfast.server.engine.Help;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** CONFIG. */
final class ConfigCommands {

  private ConfigCommands() {}

  static CommandSpec container() {
    return command("config", -2)
        .contains(
            sub("get", -3).does(ConfigCommands::get),
            Help.of("config"),
            sub("resetstat", 2).does(ConfigCommands::resetstat),
            sub("rewrite", 2).does(ConfigCommands::rewrite),
            sub("set", -4)
                .tips("request_policy:all_nodes", "response_policy:all_succeeded")
                .does(ConfigCommands::set));
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("config|" + name, arity).is(ADMIN, NOSCRIPT, LOADING, STALE);
  }

  private static void get(Call call) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 2; i < call.size(); i++) {
      Directive<?> named = call.engine().config().find(call.word(i).latin());
      if (named != null) {
        found.put(call.word(i).latin(), named.text());
        continue;
      }
      Bytes pattern = call.word(i).toSmallLetters();
      for (Directive<?> directive : call.engine().config().all()) {
        addIf(found, pattern, directive.name(), directive);
        String alias = directive.alias();
        if (alias != null) {
          addIf(found, pattern, alias, directive);
        }
      }
    }
    call.reply().map(found.size());
    found.forEach(
        (name, value) -> {
          call.reply().bulk(name);
          call.reply().bulk(value);
        });
  }

  private static void addIf(
      Map<String, String> found, Bytes pattern, String name, Directive<?> directive) {
    if (Glob.matches(pattern, Bytes.of(name))) {
      found.put(name, directive.text());
    }
  }

  private static void set(Call call) {
    if (call.size() % 2 == 1) {
      throw CommandError.syntax();
    }
    Map<String, String> values = new LinkedHashMap<>();
    Set<Directive<?>> named = new HashSet<>();
    for (int i = 2; i < call.size(); i += 2) {
      String name = call.word(i).latin();
      Directive<?> directive = call.engine().config().find(name);
      values.put(name, call.word(i + 1).latin());
      if (directive != null && !named.add(directive)) {
        throw new CommandError(
            "ERR CONFIG SET failed (possibly related to argument '"
                + name
                + "') - duplicate parameter");
      }
    }
    String problem = call.engine().config().change(values);
    if (problem != null) {
      throw new CommandError(problem);
    }
    call.reply().ok();
  }

  private static void resetstat(Call call) {
    call.engine().stats().reset();
    call.reply().ok();
  }

  private static void rewrite(Call call) {
    String problem = new ConfigRewrite(call.engine().config(), call.engine().host().disk()).run();
    if (problem != null) {
      throw new CommandError("ERR " + problem);
    }
    call.reply().ok();
  }
}
