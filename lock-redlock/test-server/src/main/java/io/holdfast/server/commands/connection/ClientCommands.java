package io.holdfast.server.commands.connection;

import static io.holdfast.server.engine.Category.CONNECTION;
import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.Session;
import java.util.List;

/** CLIENT and its subcommands. */
final class ClientCommands {

  private ClientCommands() {}

  static CommandSpec container() {
    return command("client", -2)
        .contains(
            sub("id", 2).does(call -> call.reply().integer(call.session().id())),
            sub("getname", 2).does(ClientCommands::getname),
            sub("setname", 3).does(ClientCommands::setname),
            sub("setinfo", 4).does(ClientCommands::setinfo),
            sub("info", 2).tips("nondeterministic_output").does(ClientCommands::info),
            admin("list", -2).tips("nondeterministic_output").does(ClientCommands::list),
            admin("kill", -3).does(ClientKill::run),
            sub("reply", 3).does(ClientCommands::reply),
            admin("pause", -3).does(ClientCommands::pause),
            admin("unpause", 2).does(ClientCommands::unpause),
            admin("unblock", -3).does(ClientCommands::unblock),
            sub("tracking", -3).does(TrackingCommands::tracking),
            sub("trackinginfo", 2).does(TrackingCommands::info),
            sub("caching", 3).does(TrackingCommands::caching),
            sub("getredir", 2).does(TrackingCommands::getredir),
            Help.of("client", CONNECTION),
            admin("no-evict", 3).does(ClientCommands::noEvict));
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("client|" + name, arity).is(NOSCRIPT, LOADING, STALE).in(CONNECTION);
  }

  private static CommandSpec.Builder admin(String name, int arity) {
    return sub(name, arity).is(ADMIN);
  }

  private static void getname(Call call) {
    if (call.session().name().isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().bulk(call.session().name());
    }
  }

  private static void setname(Call call) {
    call.session().name(ClientNames.required(call.word(2)));
    call.reply().ok();
  }

  private static void setinfo(Call call) {
    if (call.isWord(2, "lib-name")) {
      call.session().libraryName(ClientNames.required(call.word(3), "lib-name"));
    } else if (call.isWord(2, "lib-ver")) {
      call.session().libraryVersion(ClientNames.required(call.word(3), "lib-ver"));
    } else {
      throw new CommandError("ERR Unrecognized option '" + call.word(2).latin() + "'");
    }
    call.reply().ok();
  }

  private static void info(Call call) {
    call.reply().verbatim("txt", Bytes.ofLatin(ClientLine.of(call, call.session())));
  }

  private static void list(Call call) {
    ClientFilter filter = ClientFilter.ofList(call);
    StringBuilder lines = new StringBuilder();
    for (Session session : call.engine().sessions()) {
      if (filter.matches(session)) {
        lines.append(ClientLine.of(call, session));
      }
    }
    call.reply().verbatim("txt", Bytes.ofLatin(lines.toString()));
  }

  private static void reply(Call call) {
    if (call.isWord(2, "on")) {
      call.session().replies(Session.Replies.ON);
      call.reply().ok();
    } else if (call.isWord(2, "off")) {
      call.session().replies(Session.Replies.OFF);
    } else if (call.isWord(2, "skip")) {
      if (call.session().replies() != Session.Replies.OFF) {
        call.session().replies(Session.Replies.SKIP_NEXT);
      }
    } else {
      throw CommandError.syntax();
    }
  }

  private static void pause(Call call) {
    if (call.has(4)) {
      throw CommandError.subcommandSyntax(call);
    }
    boolean writesOnly = false;
    if (call.has(3)) {
      writesOnly = call.isWord(3, "write");
      if (!writesOnly && !call.isWord(3, "all")) {
        throw new CommandError("ERR CLIENT PAUSE mode must be WRITE or ALL");
      }
    }
    call.engine().pause().begin(call.timeoutMillis(2), writesOnly);
    call.reply().ok();
  }

  private static void unpause(Call call) {
    call.engine().pause().end();
    call.reply().ok();
  }

  private static void unblock(Call call) {
    if (call.has(4)) {
      throw CommandError.subcommandSyntax(call);
    }
    boolean withError = false;
    if (call.has(3)) {
      withError = call.isWord(3, "error");
      if (!withError && !call.isWord(3, "timeout")) {
        throw new CommandError("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
      }
    }
    long id = call.integer(2);
    boolean unblocked = false;
    for (Session session : List.copyOf(call.engine().sessions())) {
      if (session.id() == id) {
        unblocked =
            call.engine()
                .blocked()
                .unblock(
                    session, withError ? "UNBLOCKED client unblocked via CLIENT UNBLOCK" : null);
      }
    }
    call.reply().integer(unblocked ? 1 : 0);
  }

  private static void noEvict(Call call) {
    boolean on = call.isWord(2, "on");
    if (!on && !call.isWord(2, "off")) {
      throw CommandError.syntax();
    }
    call.session().noEvict(on);
    call.reply().ok();
  }
}
