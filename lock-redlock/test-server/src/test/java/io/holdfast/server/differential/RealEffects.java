package io.holdfast.server.differential;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.testing.RespClient;
import java.util.List;

/** What a real server tells a replica. */
final class RealEffects implements AutoCloseable {

  private static final String MARK = "end-of-step";

  private final int port;
  private final RespClient admin;
  private final RespClient replica;
  private int database;

  RealEffects(int port) {
    this.port = port;
    this.admin = RespClient.connect(port);
    this.replica = RespClient.connect(port);
    replica.command("PSYNC", "?", "-1");
    replica.skipDump();
  }

  /** The effects of each step, in the order in which they come. */
  String of(Sequence sequence) {
    admin.command("FLUSHALL");
    readUntilMark(sequence.steps().get(0), new StringBuilder());
    StringBuilder text = new StringBuilder();
    try (Cast cast = new Cast(port, 2, admin)) {
      for (Step step : sequence.steps()) {
        cast.act(step);
        readUntilMark(step, text.append(step.text()).append('\n'));
      }
    }
    return text.toString();
  }

  private void readUntilMark(Step step, StringBuilder text) {
    admin.command("PUBLISH", MARK, "");
    while (true) {
      List<Bytes> words =
          RawReply.parse(replica.reply()).elements().stream()
              .map(word -> Bytes.ofLatin(word.body()))
              .toList();
      String name = words.get(0).toString();
      switch (name) {
        case "PUBLISH" -> {
          return;
        }
        case "SELECT" -> database = Integer.parseInt(words.get(1).toString());
        case "MULTI" -> text.append("  together\n");
        case "EXEC" -> text.append("  until here\n");
        case "ping" -> {
          // It only says that the link is alive.
        }
        default -> text.append(EffectText.of(step, database, words));
      }
    }
  }

  @Override
  public void close() {
    admin.close();
    replica.close();
  }
}
