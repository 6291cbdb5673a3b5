package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.host.Host;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sessions that MONITOR shows each command to. */
public final class Monitors {

  private final Set<Session> sessions = new LinkedHashSet<>();

  /** Shows the session all commands from now on. */
  public void add(Session session) {
    session.monitor(true);
    sessions.add(session);
  }

  void remove(Session session) {
    sessions.remove(session);
  }

  void show(Session from, CommandSpec spec, Bytes[] words, Host host) {
    if (sessions.isEmpty() || spec.is(CommandFlag.ADMIN) || spec.is(CommandFlag.SKIP_MONITOR)) {
      return;
    }
    long micros = host.wallMicros();
    StringBuilder line =
        new StringBuilder(
            "%d.%06d [%d %s]"
                .formatted(
                    micros / 1_000_000,
                    micros % 1_000_000,
                    from.database().index(),
                    from.peer().address()));
    for (Bytes word : words) {
      line.append(' ').append(word.quoted());
    }
    for (Session session : sessions) {
      session.out().status(line.toString());
      session.outputReady();
    }
  }
}
