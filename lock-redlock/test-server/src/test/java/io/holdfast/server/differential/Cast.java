package io.holdfast.server.differential;

import static org.awaitility.Awaitility.await;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.testing.RespClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sessions of one sequence on one server. */
final class Cast implements AutoCloseable {

  private final int port;
  private final int protocol;
  private final RespClient admin;
  private final Map<String, RespClient> sessions = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();

  /**
   * No sessions yet.
   *
   * @param protocol which version of RESP they speak
   * @param admin a session that can tell whether another one waits
   */
  Cast(int port, int protocol, RespClient admin) {
    this.port = port;
    this.protocol = protocol;
    this.admin = admin;
  }

  /** Does what the step says; returns what came of it, equal outcomes in a row once. */
  List<String> act(Step step) {
    RespClient session = sessions.computeIfAbsent(step.session(), this::connect);
    List<String> outcomes = new ArrayList<>();
    if (step.requests().isEmpty()) {
      outcomes.add(heard(step, session.reply()));
    }
    for (List<Bytes> request : step.requests()) {
      String outcome = ask(step, session, request);
      if (outcomes.isEmpty() || !outcome.equals(outcomes.get(outcomes.size() - 1))) {
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private String ask(Step step, RespClient session, List<Bytes> request) {
    session.request(request.stream().map(Bytes::array).toArray(byte[][]::new));
    boolean waits = !step.session().isEmpty() && waits(session, step.session());
    return waits ? "(waits)" : heard(step, session.reply());
  }

  private static String heard(Step step, String reply) {
    return reply.isEmpty() ? "(closed)" : step.comparison().of(reply).replace("\r\n", " ");
  }

  private RespClient connect(String name) {
    RespClient session = RespClient.connect(port);
    if (protocol != 2) {
      session.command("HELLO", Integer.toString(protocol));
    }
    ids.put(name, session.command("CLIENT", "ID").substring(1).strip());
    return session;
  }

  /** Awaits that the session either has been answered or waits; says whether it waits. */
  private boolean waits(RespClient session, String name) {
    boolean[] waits = new boolean[1];
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              waits[0] = admin.command("CLIENT", "LIST", "ID", ids.get(name)).contains("flags=b");
              return waits[0] || session.hasReply();
            });
    return waits[0];
  }

  @Override
  public void close() {
    sessions.values().forEach(RespClient::close);
  }
}
