package io.holdfast.server.commands.connection;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.Session;

/** The line of CLIENT LIST and CLIENT INFO. */
final class ClientLine {

  private ClientLine() {}

  static String of(Call call, Session session) {
    long now = call.engine().host().wallMillis();
    StringBuilder line = new StringBuilder();
    field(line, "id", session.id());
    field(line, "addr", session.peer().address());
    field(line, "laddr", session.peer().localAddress());
    field(line, "fd", session.id() + 7);
    field(line, "name", session.name().latin());
    field(line, "age", (now - session.connectedAtMillis()) / 1_000);
    field(line, "idle", (now - session.lastRequestMillis()) / 1_000);
    field(line, "flags", flags(session));
    field(line, "db", session.database().index());
    field(line, "sub", session.channels().size());
    field(line, "psub", session.patterns().size());
    field(line, "ssub", session.shardChannels().size());
    field(line, "multi", queued(session));
    field(line, "qbuf", session.pendingInput());
    field(line, "qbuf-free", 0);
    field(line, "argv-mem", 0);
    field(line, "multi-mem", 0);
    field(line, "rbs", session.out().array().length);
    field(line, "rbp", 0);
    field(line, "obl", session.out().size());
    field(line, "oll", 0);
    field(line, "omem", 0);
    field(line, "tot-mem", session.out().array().length);
    field(line, "events", "r");
    field(line, "cmd", session.lastCommand());
    field(line, "user", session.user() == null ? "(superuser)" : session.user());
    field(line, "redir", session.tracking() == null ? -1 : session.tracking().redirect());
    field(line, "resp", session.out().isResp3() ? 3 : 2);
    return line.append('\n').toString();
  }

  private static void field(StringBuilder line, String name, Object value) {
    line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value);
  }

  private static int queued(Session session) {
    return session.transaction() == null ? -1 : session.transaction().queued().size();
  }

  private static String flags(Session session) {
    StringBuilder flags = new StringBuilder();
    append(flags, session.isMonitor(), 'O');
    append(flags, session.subscriptions() > 0, 'P');
    append(flags, session.transaction() != null, 'x');
    append(flags, session.isBlocked(), 'b');
    append(flags, session.watched().isTouched(), 'd');
    append(flags, session.isClosing(), 'c');
    append(flags, session.isNoEvict(), 'e');
    append(flags, session.tracking() != null, 't');
    append(flags, session.isRedirectBroken(), 'R');
    append(flags, session.tracking() != null && session.tracking().broadcast(), 'B');
    return flags.isEmpty() ? "N" : flags.toString();
  }

  private static void append(StringBuilder flags, boolean set, char letter) {
    if (set) {
      flags.append(letter);
    }
  }
}
