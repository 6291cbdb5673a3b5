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
import io.holdfast.server.engine.Handler;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** CONFIG. */
final class ConfigCommands {

  private ConfigCommands() {}

  static CommandSpec container() {
    return command("config", -2)
        .contains(
            sub("get", -3, ConfigCommands::get),
            sub("set", -4, ConfigCommands::set),
            sub("resetstat", 2, ConfigCommands::resetstat));
  }

  private static CommandSpec sub(String name, int arity, Handler handler) {
    return command("config|" + name, arity).is(ADMIN, NOSCRIPT, LOADING, STALE).does(handler);
  }

  private static void get(Call call) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 2; i < call.size(); i++) {
      Bytes pattern = call.word(i).toSmallLetters();
      for (Directive<?> directive : call.engine().config().all()) {
        if (Glob.matches(pattern, Bytes.of(directive.name()))) {
          found.put(directive.name(), directive.text());
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

  private static void set(Call call) {
    if (call.size() % 2 == 1) {
      throw CommandError.arity(call.spec().name());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 2; i < call.size(); i += 2) {
      String name = call.word(i).latin().toLowerCase(Locale.ROOT);
      if (values.put(name, call.word(i + 1).latin()) != null) {
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
}
