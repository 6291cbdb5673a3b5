package io.holdfast.lock.redlock;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockTimeoutException;
import io.holdfast.lock.LockUnavailableException;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RespClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * 8 clients acquire one lock 10,000 times on five real masters, while one master at a time is
 * stopped, killed and restarted empty, or has all its connections cut. Run by {@code -Pchaos};
 * {@code -Dchaos.acquisitions=N} makes it shorter or longer.
 */
@DisplayName("[real]")
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
@Timeout(value = 20, unit = MINUTES)
class ChaosIT {

  private static final String LOCK = "job";
  private static final int CLIENTS = 8;
  private static final int ACQUISITIONS = Integer.getInteger("chaos.acquisitions", 10_000);
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration AWAY = Duration.ofMillis(1_500);

  private final List<RealRedis> masters = new ArrayList<>();
  private final List<RedLockClient> clients = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger acquired = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
  private final ReentrantLock notes = new ReentrantLock();
  private @Nullable Lease inside;
  private long highestToken;

  @BeforeEach
  void start() {
    IntStream.range(0, 5).forEach(i -> masters.add(RealRedis.start()));
    LockOptions options =
        LockOptions.builder().leaseTime(LEASE).waitTime(Duration.ofSeconds(30)).build();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          RedLocks.builder()
              .uris(masters.stream().map(RealRedis::uri).toList())
              .defaultOptions(options)
              .connect());
    }
    await().until(() -> clients.stream().allMatch(client -> client.status().voting() == 5));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    masters.forEach(RealRedis::resume);
    clients.forEach(RedLockClient::close);
    masters.forEach(RealRedis::close);
  }

  @Test
  void lock_whileMastersDieOneAtATime_staysExclusive() throws Exception {
    List<Future<?>> workers = new ArrayList<>();
    clients.forEach(client -> workers.add(threads.submit(() -> work(client))));

    SplittableRandom random = new SplittableRandom(42);
    int misfortunes = 0;
    while (acquired.get() < ACQUISITIONS && violations.isEmpty()) {
      harm(masters.get(misfortunes % 5), random.nextInt(4));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> clients.stream().allMatch(client -> client.status().voting() == 5));
      misfortunes++;
    }
    for (Future<?> worker : workers) {
      worker.get();
    }

    assertThat(violations).isEmpty();
    assertThat(acquired.get()).isGreaterThanOrEqualTo(ACQUISITIONS);
    assertThat(misfortunes).isPositive();
    await().atMost(LEASE).until(this::isHeldNowhere);
  }

  private void work(RedLockClient client) {
    while (acquired.get() < ACQUISITIONS && violations.isEmpty()) {
      try (Lease lease = client.lock(LOCK).acquire()) {
        acquired.incrementAndGet();
        enter(lease);
      } catch (LockTimeoutException | LockUnavailableException e) {
        violations.add("starved: " + e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void enter(Lease lease) {
    notes.lock();
    try {
      if (inside != null && inside.isHeld() && lease.isHeld()) {
        violations.add("%s while %s".formatted(lease, inside));
      }
      if (lease.fencingToken() <= highestToken) {
        violations.add("%s after token %d".formatted(lease, highestToken));
      }
      highestToken = lease.fencingToken();
      inside = lease;
    } finally {
      notes.unlock();
    }
  }

  private static void harm(RealRedis master, int how) {
    switch (how) {
      case 0 -> {
        master.stop();
        pass(AWAY);
        master.resume();
      }
      case 1 -> {
        master.kill();
        pass(AWAY);
        master.restart();
      }
      case 2 -> master.restart();
      default -> {
        try (RespClient operator = master.client()) {
          operator.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
          operator.command("CLIENT", "KILL", "TYPE", "pubsub");
        }
      }
    }
  }

  private static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - until >= 0);
  }

  private boolean isHeldNowhere() {
    return masters.stream()
        .allMatch(
            master -> {
              try (RespClient client = master.client()) {
                return client.command("GET", "holdfast:{" + LOCK + "}").startsWith("$-1");
              }
            });
  }
}
