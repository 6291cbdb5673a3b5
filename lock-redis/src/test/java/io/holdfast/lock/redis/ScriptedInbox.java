package io.holdfast.lock.redis;

import java.util.List;
import java.util.function.Consumer;

/** An inbox into which the test puts messages. */
final class ScriptedInbox implements Inbox {

  private final List<String> closed;
  Consumer<String> onMessage = message -> {};
  Runnable onSubscribed = () -> {};

  ScriptedInbox(List<String> closed) {
    this.closed = closed;
  }

  @Override
  public String channel() {
    return "holdfast:inbox:test";
  }

  @Override
  public boolean countsAllReceivers() {
    return true;
  }

  @Override
  public void listen(Consumer<String> message, Runnable subscribed) {
    onMessage = message;
    onSubscribed = subscribed;
  }

  @Override
  public void close() {
    closed.add("inbox");
  }
}
