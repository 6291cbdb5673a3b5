package io.holdfast.lock.redlock;

import io.holdfast.lock.redis.RedisNode;
import io.holdfast.lock.redis.RedisScript;
import io.holdfast.lock.redis.ServerFacts;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.testkit.VirtualPorts;
import io.holdfast.server.engine.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One client's connection to a simulated server, over a link that can be slow, cut or silent. */
final class SimulatedNode implements RedisNode {

  private final VirtualPorts time;
  private final SimulatedServer server;
  private final List<Runnable> onConnected = new ArrayList<>();
  private final List<CompletableFuture<?>> underWay = new ArrayList<>();
  private final List<Runnable> heldBack = new ArrayList<>();
  private Duration there = Duration.ofNanos(100_000);
  private Duration back = Duration.ofNanos(100_000);
  private long lastArrival;
  private boolean silent;
  private boolean cut;
  private boolean losesReplies;
  private long session;
  private Session connection;
  private String replicaOf;
  private boolean clustered;
  private boolean syncsEveryWrite;
  private int requests;
  private Runnable listenAgain = () -> {};

  SimulatedNode(VirtualPorts time, SimulatedServer server) {
    this.time = time;
    this.server = server;
    this.connection = server.connect("client");
    server.onStart(this::reconnect);
  }

  SimulatedServer server() {
    return server;
  }

  /** How long requests take from now on, and how long their replies. */
  void delays(Duration requestTakes, Duration replyTakes) {
    there = requestTakes;
    back = replyTakes;
  }

  /** Requests are neither lost nor served, until {@link #resume()}. */
  void silence() {
    silent = true;
  }

  void resume() {
    silent = false;
    List<Runnable> all = List.copyOf(heldBack);
    heldBack.clear();
    all.forEach(Runnable::run);
  }

  /** The connection is lost and cannot be made again, until {@link #mend()}. */
  void cut() {
    cut = true;
    reconnect();
  }

  void mend() {
    cut = false;
    reconnect();
  }

  /** From now on requests are served, but their replies never arrive. */
  void losesReplies(boolean loses) {
    losesReplies = loses;
  }

  void isReplicaOf(String master) {
    replicaOf = master;
  }

  void isClustered() {
    clustered = true;
  }

  void syncsEveryWrite() {
    syncsEveryWrite = true;
  }

  /** How many scripts it was asked to run. */
  int requests() {
    return requests;
  }

  private void reconnect() {
    session++;
    List<CompletableFuture<?>> lost = List.copyOf(underWay);
    underWay.clear();
    heldBack.clear();
    lost.forEach(answer -> answer.completeExceptionally(noConnection()));
    if (isConnected()) {
      connection = server.connect("client");
      listenAgain.run();
      onConnected.forEach(Runnable::run);
    }
  }

  private boolean isConnected() {
    return server.isRunning() && !cut;
  }

  private BackendException noConnection() {
    return BackendException.passing("no connection to " + address(), null);
  }

  @Override
  public String address() {
    return server.address();
  }

  @Override
  public CompletionStage<List<Long>> run(RedisScript script, String[] keys, String... args) {
    requests++;
    String[] words =
        Stream.of(
                Stream.of("EVAL", script.text(), Integer.toString(keys.length)),
                Arrays.stream(keys),
                Arrays.stream(args))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return ask(() -> integers(server.exchange(connection, words)));
  }

  @Override
  public CompletionStage<ServerFacts> facts(boolean persistence) {
    return ask(
        () ->
            new ServerFacts(
                server.runId(),
                Duration.ofSeconds(server.uptime().toSeconds()),
                replicaOf,
                clustered,
                persistence && syncsEveryWrite));
  }

  private interface Question<A> {
    A put();
  }

  private <A> CompletionStage<A> ask(Question<A> question) {
    if (!isConnected()) {
      return CompletableFuture.failedStage(noConnection());
    }
    CompletableFuture<A> answer = new CompletableFuture<>();
    underWay.add(answer);
    long connectedAs = session;
    long arrival = Math.max(lastArrival, time.nanoTime() + there.toNanos());
    lastArrival = arrival;
    time.schedule(
        Duration.ofNanos(arrival - time.nanoTime()),
        () -> whenHeard(connectedAs, () -> serve(question, answer)));
    return answer;
  }

  /** A server that is stopped, or behind a cut link, hears late or never. */
  private void whenHeard(long connectedAs, Runnable task) {
    if (connectedAs != session) {
      return;
    }
    if (silent) {
      heldBack.add(task);
    } else {
      task.run();
    }
  }

  private <A> void serve(Question<A> question, CompletableFuture<A> answer) {
    A served;
    try {
      served = question.put();
    } catch (BackendException e) {
      answer.completeExceptionally(e);
      return;
    }
    if (!losesReplies) {
      time.schedule(
          back,
          () -> {
            answer.complete(served);
            underWay.removeIf(CompletableFuture::isDone);
          });
    }
  }

  private List<Long> integers(String reply) {
    if (reply.startsWith("-")) {
      throw BackendException.lasting(address() + " said: " + reply.strip(), null);
    }
    return reply.lines().filter(line -> line.startsWith(":")).map(SimulatedNode::integer).toList();
  }

  private static long integer(String line) {
    return Long.parseLong(line.substring(1));
  }

  @Override
  public long session() {
    return session;
  }

  @Override
  public String trouble() {
    return isConnected() ? "" : "no connection to " + address();
  }

  @Override
  public void onConnected(Runnable task) {
    onConnected.add(task);
    if (isConnected()) {
      task.run();
    }
  }

  @Override
  public void listen(String channel, Consumer<String> onMessage, Runnable onSubscribed) {
    listenAgain =
        () -> {
          server.subscribe(
              channel,
              message -> {
                if (!cut && !silent) {
                  time.schedule(back, () -> onMessage.accept(message));
                }
              });
          onSubscribed.run();
        };
    if (isConnected()) {
      listenAgain.run();
    }
  }

  @Override
  public void close() {
    cut = true;
  }
}
