package io.holdfast.lock.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A fresh server for each test, and clients, links and threads that are closed behind it. */
@Timeout(value = 60, unit = SECONDS)
abstract class ServerFixture {

  static final String NAME = "job";
  static final String KEY = "holdfast:{job}";

  /** So long that nothing is ever freed by waiting for it. */
  static final LockOptions HELD_FOR_AN_HOUR =
      LockOptions.builder().leaseTime(Duration.ofHours(1)).build();

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  final ExecutorService threads = Executors.newCachedThreadPool();
  TestServer server;

  /** A server on a port of its own, with that configuration. */
  abstract TestServer start(String... config);

  /** What the topic's servers are started with. */
  String[] config() {
    return new String[0];
  }

  @BeforeEach
  void startServer() {
    server = closed(start(config()));
  }

  @AfterEach
  void closeAll() throws Exception {
    threads.shutdownNow();
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }

  /** Has it closed after the test, the last one first. */
  final <T extends AutoCloseable> T closed(T closeable) {
    toClose.push(closeable);
    return closeable;
  }

  final LockClient connect() {
    return connect(RedisLocks.builder().uri(server.uri()));
  }

  final LockClient connect(RedisLocks.Builder builder) {
    return closed(builder.defaultOptions(HELD_FOR_AN_HOUR).connect());
  }

  final FaultyLink link() {
    return closed(FaultyLink.to(server.port()));
  }

  final LockClient connectThrough(FaultyLink link) {
    LockClient client =
        connect(
            RedisLocks.builder()
                .uri("redis://127.0.0.1:" + link.port())
                .requestTimeout(Duration.ofMillis(300)));
    // From here on the server knows the scripts, so that each request is one command.
    assertThat(acquire(client, "warm-up").release()).isNotNull();
    return client;
  }

  static Lease acquire(LockClient client, String name) {
    try {
      return client.lock(name).acquire();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  final String command(String... words) {
    return RawRedis.at(server.port()).command(words);
  }

  /** Another client gets the lock long before any lease time is over. */
  final void assertThatTheLockIsFree() throws InterruptedException {
    Optional<Lease> lease = connect().lock(NAME).tryAcquire(Duration.ofSeconds(10));
    assertThat(lease).isPresent();
    lease.orElseThrow().release();
  }
}
