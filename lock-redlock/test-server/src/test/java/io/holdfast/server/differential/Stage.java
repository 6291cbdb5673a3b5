package io.holdfast.server.differential;

import static org.awaitility.Awaitility.await;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.testing.RespClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One server on which sequences are played, and what is heard of it. */
final class Stage implements AutoCloseable {

  private static final String EVENTS = "__keyevent@*__:*";
  private static final String LAST_EVENT = "__keyevent@0__:end-of-sequence";

  private final int port;
  private final RespClient admin;
  private final RespClient events;

  Stage(int port) {
    this.port = port;
    this.admin = RespClient.connect(port);
    this.events = RespClient.connect(port);
    events.command("PSUBSCRIBE", EVENTS);
  }

  /** Plays a sequence in that version of the protocol; the transcript is all that counts of it. */
  String play(Sequence sequence, int protocol) {
    StringBuilder transcript = new StringBuilder();
    admin.command("FLUSHALL");
    admin.command("CONFIG", "SET", "notify-keyspace-events", "AKE");
    awaitEvents(new StringBuilder());
    try (Cast cast = new Cast(protocol)) {
      for (Step step : sequence.steps()) {
        transcript.append(step.text()).append('\n');
        cast.act(step, transcript);
      }
    }
    awaitEvents(transcript.append("events\n"));
    return transcript.toString();
  }

  private void awaitEvents(StringBuilder heard) {
    admin.command("PUBLISH", LAST_EVENT, "");
    while (true) {
      List<RawReply> message = RawReply.parse(events.reply()).elements();
      String channel = message.get(2).body();
      if (channel.equals(LAST_EVENT)) {
        return;
      }
      if (!channel.endsWith(":expired") && !channel.endsWith(":evicted")) {
        heard.append("  ").append(channel).append(' ').append(message.get(3).body()).append('\n');
      }
    }
  }

  @Override
  public void close() {
    admin.close();
    events.close();
  }

  /** The sessions of one sequence. */
  private final class Cast implements AutoCloseable {
    private final Map<String, RespClient> sessions = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final int protocol;

    Cast(int protocol) {
      this.protocol = protocol;
    }

    void act(Step step, StringBuilder transcript) {
      RespClient session = sessions.computeIfAbsent(step.session(), this::connect);
      if (step.requests().isEmpty()) {
        transcript.append("  ").append(heard(step, session.reply())).append('\n');
      }
      String last = "";
      for (List<Bytes> request : step.requests()) {
        String outcome = ask(step, session, request);
        if (!outcome.equals(last)) {
          transcript.append("  ").append(outcome).append('\n');
          last = outcome;
        }
      }
    }

    private String ask(Step step, RespClient session, List<Bytes> request) {
      session.request(request.stream().map(Bytes::array).toArray(byte[][]::new));
      boolean waits = !step.session().isEmpty() && waits(session, step.session());
      return waits ? "(waits)" : heard(step, session.reply());
    }

    private String heard(Step step, String reply) {
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
}
