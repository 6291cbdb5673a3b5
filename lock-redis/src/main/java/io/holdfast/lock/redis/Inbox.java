package io.holdfast.lock.redis;

import java.util.function.Consumer;

/** The one channel on which a client hears that a lock was handed to it. */
interface Inbox extends AutoCloseable {

  /** The channel's name, unlike any other client's. */
  String channel();

  /** Whether the server counts every subscriber of the channel when something is published. */
  boolean countsAllReceivers();

  /**
   * Begins to listen. Neither callback may block.
   *
   * @param onMessage is given each message
   * @param onSubscribed runs whenever the subscription has come up, also after a reconnect
   */
  void listen(Consumer<String> onMessage, Runnable onSubscribed);

  @Override
  void close();
}
