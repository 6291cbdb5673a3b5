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
import io.holdfast.server.engine.Acl;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.ServerVersion;
import io.holdfast.server.protocol.ReplyWriter;
import java.util.List;

/** HELLO and AUTH: what the client speaks and who it is. */
final class HandshakeCommands {

  private static final String WRONG_PASSWORD =
      "WRONGPASS invalid username-password pair or user is disabled.";

  private HandshakeCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("auth", -2)
            .is(NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY)
            .in(CONNECTION)
            .does(HandshakeCommands::auth),
        command("hello", -1)
            .is(NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY)
            .in(CONNECTION)
            .does(HandshakeCommands::hello));
  }

  private static void auth(Call call) {
    if (call.size() > 3) {
      throw CommandError.syntax();
    }
    Acl acl = call.engine().acl();
    if (call.size() == 2 && acl.isOpen()) {
      throw new CommandError(
          "ERR AUTH <password> called without any password configured for the default user. Are you"
              + " sure your configuration is correct?");
    }
    Bytes user = call.size() == 3 ? call.word(1) : Bytes.of(Acl.DEFAULT_USER);
    if (!acl.authenticate(call.session(), user, call.word(call.size() - 1))) {
      throw new CommandError(WRONG_PASSWORD);
    }
    call.reply().ok();
  }

  private static void hello(Call call) {
    long version = call.has(1) ? version(call) : 0;
    int next = 2;
    while (next < call.size()) {
      if (call.isWord(next, "auth") && call.has(next + 2)) {
        if (!call.engine()
            .acl()
            .authenticate(call.session(), call.word(next + 1), call.word(next + 2))) {
          throw new CommandError(WRONG_PASSWORD);
        }
        next += 3;
      } else if (call.isWord(next, "setname") && call.has(next + 1)) {
        call.session().name(ClientNames.required(call.word(next + 1)));
        next += 2;
      } else {
        throw new CommandError(
            "ERR Syntax error in HELLO option '" + call.word(next).latin() + "'");
      }
    }
    welcome(call, version);
  }

  private static long version(Call call) {
    long version;
    try {
      version = call.integer(1);
    } catch (CommandError e) {
      throw new CommandError("ERR Protocol version is not an integer or out of range");
    }
    if (version < 2 || version > 3) {
      throw new CommandError("NOPROTO unsupported protocol version");
    }
    return version;
  }

  private static void welcome(Call call, long version) {
    if (!call.session().isAuthenticated()) {
      throw new CommandError(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
              + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
              + " select the RESP protocol version at the same time");
    }
    if (version != 0) {
      call.session().out().resp3(version == 3);
    }
    ReplyWriter reply = call.reply();
    reply.map(7);
    field(reply, "server", "redis");
    field(reply, "version", ServerVersion.TEXT);
    reply.bulk("proto");
    reply.integer(call.session().out().isResp3() ? 3 : 2);
    reply.bulk("id");
    reply.integer(call.session().id());
    field(reply, "mode", "standalone");
    field(reply, "role", "master");
    reply.bulk("modules");
    reply.array(0);
  }

  private static void field(ReplyWriter reply, String name, String value) {
    reply.bulk(name);
    reply.bulk(value);
  }
}
