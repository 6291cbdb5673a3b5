package io.holdfast.lock.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseEnd;
import io.holdfast.lock.LeaseLostException;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockTimeoutException;
import io.holdfast.lock.LossReason;
import io.holdfast.lock.ReleaseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of a lock, whatever its backend. A subclass says how to get a client, each of which
 * stands for a process, and how somebody deletes a lock behind its holder's back.
 *
 * <p>Runs in real time with short leases; every wait is for a condition.
 */
@Timeout(value = 60, unit = SECONDS)
public abstract class LockContractTest {

  private static final Duration SHORT = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final String name = "contract:" + UUID.randomUUID();
  private final List<LockClient> clients = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** A new client with default options, to be closed by this kit. */
  protected abstract LockClient newClient();

  /** Deletes the lock in the backend, as an operator would. */
  protected abstract void deleteLock(String lockName);

  private LockClient client() {
    LockClient client = newClient();
    clients.add(client);
    return client;
  }

  private DistributedLock lockOfNewClient() {
    return client().lock(name);
  }

  @AfterEach
  void endAll() {
    threads.shutdownNow();
    clients.forEach(LockClient::close);
  }

  // ---- exclusion

  @Test
  void acquire_whileAnotherClientHolds_isRefused() throws Exception {
    DistributedLock mine = lockOfNewClient();
    DistributedLock theirs = lockOfNewClient();

    try (Lease lease = mine.acquire()) {
      assertThat(lease.isHeld()).isTrue();
      assertThat(theirs.tryAcquire()).isEmpty();
    }
  }

  @Test
  void acquire_againByTheSameThread_isRefusedBecauseLeasesAreNotOwnedByThreads() throws Exception {
    DistributedLock lock = lockOfNewClient();

    try (Lease lease = lock.acquire()) {
      assertThat(lease.isHeld()).isTrue();
      assertThat(lock.tryAcquire()).isEmpty();
    }
  }

  @Test
  void acquire_ofAnotherName_isNotHindered() throws Exception {
    LockClient client = client();

    try (Lease one = client.lock(name).acquire();
        Lease other = client.lock(name + ":other").acquire()) {
      assertThat(one.isHeld()).isTrue();
      assertThat(other.isHeld()).isTrue();
    }
  }

  @Test
  void withLease_byManyThreadsOfManyClients_losesNoUpdate() throws Exception {
    int[] counter = new int[1];
    List<Future<?>> workers = new ArrayList<>();
    LockOptions patient = LockOptions.builder().waitTime(LONG).build();

    for (int c = 0; c < 3; c++) {
      DistributedLock lock = client().lock(name, patient);
      for (int t = 0; t < 4; t++) {
        workers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 25; i++) {
                    lock.withLease(lease -> counter[0]++);
                  }
                  return null;
                }));
      }
    }
    for (Future<?> worker : workers) {
      worker.get(40, SECONDS);
    }

    assertThat(counter[0]).isEqualTo(300);
  }

  // ---- waiting

  @Test
  void acquire_afterRelease_isGrantedToTheWaiterLongBeforeTheLeaseTimeIsOver() throws Exception {
    DistributedLock theirs = lockOfNewClient();
    Lease first = lockOfNewClient().acquire();
    Future<Lease> waiter = threads.submit(() -> theirs.acquire());
    assertThat(waiter.isDone()).isFalse();

    first.release();

    try (Lease second = waiter.get(5, SECONDS)) {
      assertThat(second.isHeld()).isTrue();
      assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
    }
  }

  @Test
  void acquire_afterTheHolderVanished_isGrantedWhenItsLeaseRanOut() throws Exception {
    LockOptions fixed = LockOptions.builder().fixedLease(SHORT).build();
    Lease vanished = client().lock(name, fixed).acquire();

    try (Lease next = lockOfNewClient().acquire()) {
      assertThat(next.isHeld()).isTrue();
      assertThat(vanished.state()).isEqualTo(LeaseState.LOST);
    }
  }

  @Test
  void acquire_heldToTheEndOfTheWait_throwsATimeoutThatNamesTheLock() throws Exception {
    LockOptions impatient = LockOptions.builder().waitTime(Duration.ofMillis(100)).build();
    DistributedLock lock = client().lock(name, impatient);

    try (Lease lease = lockOfNewClient().acquire()) {
      assertThat(lease.isHeld()).isTrue();
      assertThatThrownBy(lock::acquire)
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("held by another owner");
    }
  }

  @Test
  void tryAcquire_afterAWaiterTimedOut_findsTheLockFreeOnceItIsReleased() throws Exception {
    DistributedLock lock = lockOfNewClient();
    Lease lease = lockOfNewClient().acquire();
    assertThat(lock.tryAcquire(Duration.ofMillis(100))).isEmpty();

    lease.release();

    assertNothingIsLeftBehind();
  }

  @Test
  void acquire_interruptedWhileWaiting_throwsAndLeavesNothingBehind() throws Exception {
    DistributedLock lock = lockOfNewClient();
    Lease lease = lockOfNewClient().acquire();
    AtomicReference<Thread> waiting = new AtomicReference<>();
    Future<Lease> waiter =
        threads.submit(
            () -> {
              waiting.set(Thread.currentThread());
              return lock.acquire();
            });
    await().until(() -> isParked(waiting.get()));

    waiting.get().interrupt();

    assertThatThrownBy(() -> waiter.get(5, SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    lease.release();
    assertNothingIsLeftBehind();
  }

  private static boolean isParked(Thread thread) {
    return thread != null
        && (thread.getState() == Thread.State.WAITING
            || thread.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void acquireAsync_cancelledWhileWaiting_leavesNothingBehind() throws Exception {
    Lease lease = lockOfNewClient().acquire();
    CompletableFuture<Lease> waiter = lockOfNewClient().acquireAsync().toCompletableFuture();

    assertThat(waiter.cancel(true)).isTrue();
    lease.release();

    assertNothingIsLeftBehind();
  }

  private void assertNothingIsLeftBehind() throws InterruptedException {
    try (Lease next = lockOfNewClient().tryAcquire(Duration.ofSeconds(5)).orElseThrow()) {
      assertThat(next.isHeld()).isTrue();
    }
  }

  // ---- the lease

  @Test
  void watchdog_keepsALeaseBeyondItsLeaseTime() throws Exception {
    LockOptions renewed = LockOptions.builder().leaseTime(SHORT).build();
    DistributedLock theirs = lockOfNewClient();

    try (Lease lease = client().lock(name, renewed).acquire()) {
      // Waiting three lease times for the lock is what shows that it stays held.
      assertThat(theirs.tryAcquire(SHORT.multipliedBy(3))).isEmpty();
      lease.ensureHeld();
    }
  }

  @Test
  void fixedLease_isLostWhenItsTimeIsOver_andSaysSo() throws Exception {
    LockOptions fixed = LockOptions.builder().fixedLease(SHORT).build();
    CountDownLatch told = new CountDownLatch(1);
    Lease lease = client().lock(name, fixed).acquire().onLost(loss -> told.countDown());

    assertThat(told.await(5, SECONDS)).isTrue();

    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
    assertThat(lease.validity()).isZero();
    assertThatThrownBy(lease::ensureHeld)
        .isInstanceOfSatisfying(
            LeaseLostException.class,
            lost -> assertThat(lost.reason()).isEqualTo(LossReason.EXPIRED));
    assertThat(lease.release()).isEqualTo(ReleaseResult.EXPIRED);
  }

  @Test
  void lease_deletedBehindTheHolder_isLostAtTheNextRenewalAtTheLatest() throws Exception {
    LockOptions renewed = LockOptions.builder().leaseTime(SHORT).build();
    Lease lease = client().lock(name, renewed).acquire();

    deleteLock(name);

    LeaseEnd end = lease.ended().toCompletableFuture().get(5, SECONDS);
    assertThat(end).isEqualTo(new LeaseEnd.Lost(LossReason.GONE));
  }

  @Test
  void release_afterAnotherOwnerTookOver_leavesItsLockAlone() throws Exception {
    Lease mine = lockOfNewClient().acquire();
    deleteLock(name);
    Lease theirs = lockOfNewClient().acquire();

    assertThat(mine.release()).isEqualTo(ReleaseResult.NOT_OWNER);

    assertThat(lockOfNewClient().tryAcquire()).isEmpty();
    assertThat(theirs.release()).isEqualTo(ReleaseResult.RELEASED);
  }

  @Test
  void release_twice_saysSoAndDoesNothing() throws Exception {
    DistributedLock lock = lockOfNewClient();
    Lease lease = lock.acquire();

    assertThat(lease.release()).isEqualTo(ReleaseResult.RELEASED);
    try (Lease next = lock.acquire()) {
      assertThat(lease.release()).isEqualTo(ReleaseResult.ALREADY_RELEASED);
      assertThat(lockOfNewClient().tryAcquire()).isEmpty();
      next.ensureHeld();
    }
  }

  @Test
  void release_ofADeletedLock_saysThatItHadExpired() throws Exception {
    Lease lease = lockOfNewClient().acquire();
    deleteLock(name);

    assertThat(lease.release()).isEqualTo(ReleaseResult.EXPIRED);
  }

  @Test
  void release_byAnotherThread_isAsGood() throws Exception {
    Lease lease = lockOfNewClient().acquire();

    assertThat(threads.submit(lease::release).get(5, SECONDS)).isEqualTo(ReleaseResult.RELEASED);
  }

  @Test
  void releaseAsync_completesWithTheResult() throws Exception {
    Lease lease = lockOfNewClient().acquire();

    assertThat(lease.releaseAsync().toCompletableFuture().get(5, SECONDS))
        .isEqualTo(ReleaseResult.RELEASED);
    assertThat(lease.state()).isEqualTo(LeaseState.RELEASED);
  }

  @Test
  void fencingTokens_riseFromGrantToGrant() throws Exception {
    DistributedLock one = lockOfNewClient();
    DistributedLock other = lockOfNewClient();
    long highest = 0;

    for (int i = 0; i < 20; i++) {
      try (Lease lease = (i % 2 == 0 ? one : other).acquire()) {
        assertThat(lease.fencingToken()).isGreaterThan(highest);
        highest = lease.fencingToken();
      }
    }
  }

  @Test
  void withLease_whoseBodyThrows_throwsThatAndReleases() throws Exception {
    DistributedLock lock = lockOfNewClient();

    assertThatThrownBy(
            () ->
                lock.withLease(
                    lease -> {
                      deleteLock(name);
                      throw new IllegalStateException("the body's own");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the body's own")
        .hasNoSuppressedExceptions();
    assertNothingIsLeftBehind();
  }

  @Test
  void callWithLease_returnsTheResult() throws Exception {
    long token = lockOfNewClient().callWithLease(Lease::fencingToken);

    assertThat(token).isPositive();
    assertNothingIsLeftBehind();
  }

  @Test
  void interruptOnLoss_interruptsTheThreadThatAcquired() throws Exception {
    LockOptions options = LockOptions.builder().leaseTime(SHORT).interruptOnLoss(true).build();
    DistributedLock lock = client().lock(name, options);
    CountDownLatch acquired = new CountDownLatch(1);
    Future<Boolean> holder =
        threads.submit(
            () -> {
              try (Lease lease = lock.acquire()) {
                acquired.countDown();
                new CountDownLatch(1).await();
                return lease.isHeld();
              } catch (InterruptedException e) {
                return true;
              }
            });
    assertThat(acquired.await(5, SECONDS)).isTrue();

    deleteLock(name);

    assertThat(holder.get(5, SECONDS)).isTrue();
  }

  // ---- async

  @Test
  void acquireAsync_completesWithALease() throws Exception {
    Lease lease = lockOfNewClient().acquireAsync().toCompletableFuture().get(5, SECONDS);

    assertThat(lease.isHeld()).isTrue();
    assertThat(lease.release()).isEqualTo(ReleaseResult.RELEASED);
  }

  @Test
  void tryAcquireAsync_whileHeld_completesEmpty() throws Exception {
    try (Lease lease = lockOfNewClient().acquire()) {
      Optional<Lease> refused =
          lockOfNewClient()
              .tryAcquireAsync(Duration.ofMillis(50))
              .toCompletableFuture()
              .get(5, SECONDS);

      assertThat(refused).isEmpty();
      assertThat(lease.isHeld()).isTrue();
    }
  }

  @Test
  void acquireAsync_runsWhatDependsOnItWhereItMayBlock() throws Exception {
    DistributedLock lock = lockOfNewClient();

    ReleaseResult result =
        lock.acquireAsync().thenApply(Lease::release).toCompletableFuture().get(5, SECONDS);

    assertThat(result).isEqualTo(ReleaseResult.RELEASED);
  }

  // ---- the reentrant view

  @Test
  void asLock_nestedOnOneThread_isReleasedByTheOutermostUnlock() throws Exception {
    LockClient client = client();
    DistributedLock theirs = lockOfNewClient();
    Lock lock = client.lock(name).asLock();

    lock.lock();
    try {
      assertThat(client.lock(name).asLock().tryLock()).isTrue();
      lock.unlock();
      assertThat(theirs.tryAcquire()).isEmpty();
    } finally {
      lock.unlock();
    }

    assertNothingIsLeftBehind();
  }

  @Test
  void asLock_excludesOtherThreadsAndLosesNoUpdate() throws Exception {
    Lock lock = lockOfNewClient().asLock();
    AtomicInteger inside = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    List<Future<?>> workers = new ArrayList<>();

    for (int t = 0; t < 4; t++) {
      workers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  lock.lock();
                  try {
                    seen.add(inside.incrementAndGet());
                    inside.decrementAndGet();
                  } finally {
                    lock.unlock();
                  }
                }
              }));
    }
    for (Future<?> worker : workers) {
      worker.get(40, SECONDS);
    }

    assertThat(seen).hasSize(80).containsOnly(1);
  }

  @Test
  void asLock_tryLock_isRefusedWhileAnotherThreadHolds() throws Exception {
    Lock lock = lockOfNewClient().asLock();
    lock.lock();
    try {
      assertThat(threads.submit(() -> lock.tryLock()).get(5, SECONDS)).isFalse();
      assertThat(
              threads
                  .submit(() -> lock.tryLock(50, java.util.concurrent.TimeUnit.MILLISECONDS))
                  .get(5, SECONDS))
          .isFalse();
      assertThat(lock.tryLock()).isTrue();
      lock.unlock();
    } finally {
      lock.unlock();
    }
  }

  @Test
  void asLock_unlockedByAThreadThatHoldsNothing_throws() {
    Lock lock = lockOfNewClient().asLock();

    assertThatThrownBy(lock::unlock)
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageContaining(name);
  }

  // ---- the client

  @Test
  void close_releasesAllLeases() throws Exception {
    LockClient client = client();
    Lease lease = client.lock(name).acquire();

    client.close();

    assertThat(lease.state()).isEqualTo(LeaseState.RELEASED);
    assertNothingIsLeftBehind();
  }

  @Test
  void close_failsThoseWhoWait() throws Exception {
    LockClient client = client();
    try (Lease lease = lockOfNewClient().acquire()) {
      CompletableFuture<Lease> waiter = client.lock(name).acquireAsync().toCompletableFuture();

      client.close();

      assertThatThrownBy(() -> waiter.get(5, SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> client.lock(name).acquire())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThat(lease.isHeld()).isTrue();
    }
  }

  @Test
  void lock_withABadName_isRefusedInOneSentence() {
    LockClient client = client();

    for (String bad : List.of("", "  ", "a\nb", "\0", "x".repeat(513), "}a", "\ud800")) {
      assertThatThrownBy(() -> client.lock(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("lock name must");
    }
  }

  @Test
  void lock_withAnyOtherName_works() throws Exception {
    LockClient client = client();

    for (String good : List.of("größe:π:🔒", "a{b}c", "x".repeat(512), "{", "a b*?[c]")) {
      try (Lease lease = client.lock(good).acquire()) {
        assertThat(lease.isHeld()).isTrue();
      }
    }
  }
}
