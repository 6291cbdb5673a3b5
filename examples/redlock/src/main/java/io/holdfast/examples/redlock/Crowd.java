package io.holdfast.examples.redlock;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LockException;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.redlock.QuorumStatus;
import io.holdfast.lock.redlock.RedLockClient;
import io.holdfast.lock.redlock.RedLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Workers, each with a client of its own as if it were a process, that want the same lock. */
final class Crowd implements AutoCloseable {

  /** Short, so that a restarted master is not kept away for long. */
  static final Duration LEASE_TIME = Duration.ofSeconds(2);

  private static final String LOCK = "show";
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final long WORK_NANOS = 2_000_000;

  private final List<RedLockClient> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger waitedInVain = new AtomicInteger();
  private final Witness witness;
  private volatile boolean ending;

  Crowd(int workers, List<String> uris, Witness witness) {
    this.witness = witness;
    LockOptions options = LockOptions.builder().leaseTime(LEASE_TIME).waitTime(WAIT).build();
    try {
      for (int i = 0; i < workers; i++) {
        clients.add(
            RedLocks.builder().uris(uris).owner("worker " + i).defaultOptions(options).connect());
      }
    } catch (RuntimeException e) {
      clients.forEach(RedLockClient::close);
      throw e;
    }
  }

  void begin() {
    for (RedLockClient client : clients) {
      Thread thread = new Thread(() -> work(client), "worker-" + threads.size());
      threads.add(thread);
      thread.start();
    }
  }

  private void work(RedLockClient client) {
    while (!ending) {
      try (Lease lease = client.lock(LOCK).acquire()) {
        witness.enters(lease);
        LockSupport.parkNanos(WORK_NANOS);
        witness.leaves(lease);
      } catch (LockException e) {
        waitedInVain.incrementAndGet();
      } catch (InterruptedException | IllegalStateException e) {
        return; // The show is over.
      }
    }
  }

  /** How often a worker waited to the end and got nothing. */
  int waitedInVain() {
    return waitedInVain.get();
  }

  /** The masters as the first worker sees them. */
  QuorumStatus status() {
    return clients.get(0).status();
  }

  /** Lets every worker finish what it does. */
  void end() throws InterruptedException {
    ending = true;
    for (Thread thread : threads) {
      thread.join(WAIT.toMillis());
    }
  }

  @Override
  public void close() {
    ending = true;
    threads.forEach(Thread::interrupt);
    clients.forEach(RedLockClient::close);
  }
}
