package io.holdfast.server.differential;

import io.holdfast.server.testing.RespClient;
import java.util.List;

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
    try (Cast cast = new Cast(port, protocol, admin)) {
      for (Step step : sequence.steps()) {
        transcript.append(step.text()).append('\n');
        cast.act(step).forEach(outcome -> transcript.append("  ").append(outcome).append('\n'));
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
}
