package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.spi.BackendException;
import io.holdfast.server.embedded.InMemoryRedis;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node that comes, goes and comes back. */
@DisplayName("[embedded]")
class RedisNodesIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final RedisScript RENEW = RedisScript.renewal();

  private InMemoryRedis server = InMemoryRedis.start();
  private final int port = server.port();
  private final RedisNodes nodes = RedisNodes.open(List.of(server.uri()), TIMEOUT);
  private final RedisNode node = nodes.list().get(0);

  @AfterEach
  void close() {
    nodes.close();
    server.close();
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get();
  }

  private void restart() {
    server.close();
    server = InMemoryRedis.builder().port(port).start();
  }

  private void awaitConnection() {
    await().until(() -> node.trouble().isEmpty());
  }

  @Test
  void run_returnsWhatTheScriptReturned() throws Exception {
    awaitConnection();

    List<Long> answer = answer(node.run(RENEW, new String[] {"no such lock"}, "value", "1000"));

    assertThat(answer).containsExactly(3L);
  }

  @Test
  void facts_tellWhoTheServerIs() throws Exception {
    awaitConnection();

    ServerFacts facts = answer(node.facts(true));

    assertThat(facts.runId()).hasSize(40);
    assertThat(facts.replicaOf()).isNull();
    assertThat(facts.syncsEveryWrite()).isFalse();
  }

  @Test
  void restart_beginsANewSessionWithAnotherServer() throws Exception {
    awaitConnection();
    long session = node.session();
    String runId = answer(node.facts(false)).runId();

    restart();
    await().until(() -> node.session() > session);
    awaitConnection();

    assertThat(answer(node.facts(false)).runId()).isNotEqualTo(runId);
  }

  @Test
  void onConnected_runsForThePresentConnectionAndForTheNext() {
    awaitConnection();
    AtomicInteger connections = new AtomicInteger();
    node.onConnected(connections::incrementAndGet);
    assertThat(connections).hasValue(1);

    restart();

    await().until(() -> connections.get() == 2);
  }

  @Test
  void listen_goesOnAfterARestart() throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    AtomicInteger subscriptions = new AtomicInteger();
    node.listen("news", heard::add, subscriptions::incrementAndGet);
    await().until(() -> subscriptions.get() == 1);

    restart();
    await().until(() -> subscriptions.get() == 2);
    RawRedis.at(server.uri()).command("PUBLISH", "news", "it works");

    await().until(() -> heard.contains("it works"));
  }

  @Test
  void node_thatIsNotThereYet_failsWhatItIsAskedAndConnectsLater() throws Exception {
    InMemoryRedis early = InMemoryRedis.start();
    int itsPort = early.port();
    String uri = early.uri();
    early.close();
    try (RedisNodes absent = RedisNodes.open(List.of(uri), TIMEOUT)) {
      RedisNode one = absent.list().get(0);
      AtomicInteger subscriptions = new AtomicInteger();
      one.listen("news", message -> {}, subscriptions::incrementAndGet);
      await().until(() -> one.trouble().contains("no connection to " + uri));
      for (CompletionStage<?> asked : List.of(one.facts(false), one.run(RENEW, new String[0]))) {
        assertThatThrownBy(() -> answer(asked))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(BackendException.class);
      }
      assertThat(one.session()).isZero();

      try (InMemoryRedis later = InMemoryRedis.builder().port(itsPort).start()) {
        await().until(() -> one.session() == 1 && subscriptions.get() == 1);
        assertThat(later.uri()).isEqualTo(uri);
      }
    }
  }

  @Test
  void node_whoseServerIsGone_saysSo() {
    awaitConnection();

    server.close();

    await().until(() -> node.trouble().equals("the connection was lost"));
  }
}
