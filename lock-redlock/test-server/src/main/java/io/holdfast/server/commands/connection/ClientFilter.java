package io.holdfast.server.commands.connection;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.Session;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Which connections CLIENT LIST and CLIENT KILL are about. */
final class ClientFilter {

  private Predicate<Session> condition = session -> true;

  boolean matches(Session session) {
    return condition.test(session);
  }

  private void and(Predicate<Session> another) {
    condition = condition.and(another);
  }

  static ClientFilter ofList(Call call) {
    ClientFilter filter = new ClientFilter();
    if (call.size() == 2) {
      return filter;
    }
    if (call.size() == 4 && call.isWord(2, "type")) {
      filter.and(ofType(call, 3));
    } else if (call.size() > 3 && call.isWord(2, "id")) {
      Set<Long> ids = new HashSet<>();
      for (int i = 3; i < call.size(); i++) {
        ids.add(call.number(i, Long.MIN_VALUE + 1, "Invalid client ID"));
      }
      filter.and(session -> ids.contains(session.id()));
    } else {
      throw CommandError.syntax();
    }
    return filter;
  }

  /** The pairs of CLIENT KILL's newer form; "skipme" is not one of them here. */
  void addOption(Call call, int at) {
    String value = call.word(at + 1).latin();
    if (call.isWord(at, "id")) {
      long id = call.number(at + 1, 1, "client-id should be greater than 0");
      and(session -> session.id() == id);
    } else if (call.isWord(at, "addr")) {
      and(session -> session.peer().address().equals(value));
    } else if (call.isWord(at, "laddr")) {
      and(session -> session.peer().localAddress().equals(value));
    } else if (call.isWord(at, "type")) {
      and(ofType(call, at + 1));
    } else if (call.isWord(at, "user")) {
      if (!call.engine().acl().isUser(call.word(at + 1))) {
        throw new CommandError("ERR No such user '" + value + "'");
      }
      and(session -> value.equals(session.user()));
    } else {
      throw CommandError.syntax();
    }
  }

  private static Predicate<Session> ofType(Call call, int at) {
    if (call.isWord(at, "normal")) {
      return session -> session.subscriptions() == 0;
    }
    if (call.isWord(at, "pubsub")) {
      return session -> session.subscriptions() > 0;
    }
    if (call.isWord(at, "master") || call.isWord(at, "replica") || call.isWord(at, "slave")) {
      return session -> false;
    }
    throw new CommandError("ERR Unknown client type '" + call.word(at).latin() + "'");
  }
}
