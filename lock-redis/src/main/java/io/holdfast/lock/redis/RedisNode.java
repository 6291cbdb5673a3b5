package io.holdfast.lock.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One Redis server, asked single questions: what a backend over several servers is built on.
 *
 * <p>It connects in the background and again whenever the connection is lost; meanwhile whatever it
 * is asked fails. Nothing is sent twice. No method blocks; stages fail with {@link
 * io.holdfast.lock.spi.BackendException} only. Safe for use by any number of threads.
 */
public interface RedisNode extends AutoCloseable {

  /** Where it is, without credentials. */
  String address();

  /**
   * Runs the script once. After a failure the script may or may not have run.
   *
   * @param script what to run
   * @param keys all in one slot where there are slots
   * @param args the script's arguments
   */
  CompletionStage<List<Long>> run(RedisScript script, String[] keys, String... args);

  /**
   * Asks the server who it is.
   *
   * @param persistence whether to ask for {@link ServerFacts#syncsEveryWrite()} too, which needs
   *     CONFIG GET
   */
  CompletionStage<ServerFacts> facts(boolean persistence);

  /**
   * Which connection this is: the number grows with each one that was lost. Two questions that were
   * answered in one session were answered by one and the same server process, because a process
   * cannot restart without ending its connections.
   */
  long session();

  /** Why it cannot be asked, in words; empty while it is connected. */
  String trouble();

  /**
   * Has the task run whenever a connection has come up; at once if one is up already.
   *
   * @param task must not block
   */
  void onConnected(Runnable task);

  /**
   * Begins to listen on a second connection, and listens again whenever that was lost.
   *
   * @param channel the channel
   * @param onMessage is given each message; must not block
   * @param onSubscribed runs whenever the subscription has come up; must not block
   */
  void listen(String channel, Consumer<String> onMessage, Runnable onSubscribed);

  /** Ends its connections; closing twice does nothing. */
  @Override
  void close();
}
