package io.holdfast.lock.testkit;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Locks in this JVM's memory, as several clients share them: a {@link Store} is the server, a
 * backend a connection to it. Answers at once unless {@link Trouble} is set.
 */
public final class MemoryBackend implements LockBackend {

  /** What a connection does to requests and answers. */
  public enum Trouble {
    /** Nothing: each request is answered. */
    NONE,
    /** The request is refused with a failure that may pass. */
    REFUSES,
    /** The request is refused with a failure that lasts. */
    REFUSES_FOR_GOOD,
    /** The request is applied, its answer lost: it fails. */
    LOSES_ANSWER,
    /** The request is applied, its answer held back until {@link #answerLate()}. */
    HOLDS_ANSWER,
    /** The call throws instead of returning a stage. */
    THROWS
  }

  private record Grant(String token, long endsAt) {}

  private record Waiter(LeaseKey key, GrantListener listener, long endsAt) {}

  /** The memory that several backends share. */
  public static final class Store {
    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private final AtomicLong fencing = new AtomicLong();

    /** An empty store. */
    public Store(TimeSource time) {
      this.time = time;
    }

    /** What an operator does who deletes the lock's key. */
    public void delete(String lockName) {
      grants.remove(lockName);
    }

    /** Whether somebody holds the lock. */
    public boolean isHeld(String lockName) {
      return live(lockName) != null;
    }

    /** Another owner takes the lock, whoever has it. */
    public void takeOver(String lockName) {
      grants.put(lockName, new Grant("somebody else", Long.MAX_VALUE));
    }

    /** How many acquisitions are queued. */
    public int waiting() {
      forgetTheDead();
      return waiters.size();
    }

    /** Whose wait time is over; it may have been unable to say so. */
    private void forgetTheDead() {
      waiters.removeIf(waiter -> waiter.endsAt() - time.nanoTime() < 0);
    }

    private @Nullable Grant live(String lockName) {
      Grant grant = grants.get(lockName);
      return grant != null && grant.endsAt() - time.nanoTime() > 0 ? grant : null;
    }

    private AcquireReply.Granted grant(LeaseKey key) {
      long now = time.nanoTime();
      waiters.removeIf(waiter -> waiter.key().equals(key));
      grants.put(key.lockName(), new Grant(key.token(), now + key.leaseTime().toNanos()));
      return new AcquireReply.Granted(fencing.incrementAndGet(), now);
    }
  }

  private final Store store;
  private final List<Runnable> heldBack = new CopyOnWriteArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong renewals = new AtomicLong();
  private volatile Trouble trouble = Trouble.NONE;
  private volatile boolean notifies = true;

  /** A connection to the store. */
  public MemoryBackend(Store store) {
    this.store = store;
  }

  /** From now on requests meet that trouble. */
  public void meet(Trouble next) {
    trouble = next;
  }

  /** Whether a release tells the next waiter; without, waiters live by polling. */
  public void notifies(boolean tells) {
    notifies = tells;
  }

  /** Lets the answers go that were held back. */
  public void answerLate() {
    List<Runnable> late = List.copyOf(heldBack);
    heldBack.clear();
    late.forEach(Runnable::run);
  }

  /** How many requests were made, of any kind. */
  public long requests() {
    return requests.get();
  }

  /** How many of them were renewal batches. */
  public long renewalBatches() {
    return renewals.get();
  }

  @Override
  public String description() {
    return "memory";
  }

  @Override
  public Duration requestTimeout() {
    return Duration.ofMillis(200);
  }

  @Override
  public CompletionStage<AcquireReply> acquire(LeaseKey key, GrantListener listener) {
    return answer(() -> acquireNow(key, listener));
  }

  private AcquireReply acquireNow(LeaseKey key, GrantListener listener) {
    Grant present = store.live(key.lockName());
    if (present == null || present.token().equals(key.token())) {
      return store.grant(key);
    }
    boolean queued = store.waiters.stream().anyMatch(waiter -> waiter.key().equals(key));
    if (!key.waitTime().isZero() && !queued) {
      long endsAt = store.time.nanoTime() + key.waitTime().toNanos();
      store.waiters.add(new Waiter(key, listener, endsAt));
    }
    return new AcquireReply.Taken(Duration.ofNanos(present.endsAt() - store.time.nanoTime()));
  }

  @Override
  public CompletionStage<ReleaseReply> release(LeaseKey key) {
    List<Runnable> tell = new ArrayList<>();
    CompletionStage<ReleaseReply> reply = answer(() -> releaseNow(key, tell));
    tell.forEach(Runnable::run);
    return reply;
  }

  private ReleaseReply releaseNow(LeaseKey key, List<Runnable> tell) {
    store.waiters.removeIf(waiter -> waiter.key().equals(key));
    Grant present = store.live(key.lockName());
    if (present == null) {
      return ReleaseReply.GONE;
    }
    if (!present.token().equals(key.token())) {
      return ReleaseReply.NOT_OWNER;
    }
    store.grants.remove(key.lockName());
    store.forgetTheDead();
    Iterator<Waiter> waiting = store.waiters.iterator();
    while (notifies && waiting.hasNext()) {
      Waiter next = waiting.next();
      if (next.key().lockName().equals(key.lockName())) {
        AcquireReply.Granted grant = store.grant(next.key());
        tell.add(() -> next.listener().granted(grant));
        break;
      }
    }
    return ReleaseReply.RELEASED;
  }

  @Override
  public CompletionStage<List<RenewalReply>> renew(List<Renewal> batch) {
    renewals.incrementAndGet();
    return answer(() -> batch.stream().map(this::renewNow).toList());
  }

  private RenewalReply renewNow(Renewal renewal) {
    Grant present = store.live(renewal.key().lockName());
    if (present == null) {
      return RenewalReply.GONE;
    }
    if (!present.token().equals(renewal.key().token())) {
      return RenewalReply.NOT_OWNER;
    }
    store.grants.put(
        renewal.key().lockName(),
        new Grant(present.token(), store.time.nanoTime() + renewal.leaseTime().toNanos()));
    return RenewalReply.RENEWED;
  }

  private <T> CompletionStage<T> answer(Supplier<T> request) {
    requests.incrementAndGet();
    return switch (trouble) {
      case NONE -> CompletableFuture.completedFuture(apply(request));
      case REFUSES -> CompletableFuture.failedFuture(BackendException.passing("refused", null));
      case REFUSES_FOR_GOOD ->
          CompletableFuture.failedFuture(BackendException.lasting("refused for good", null));
      case LOSES_ANSWER -> {
        apply(request);
        yield CompletableFuture.failedFuture(BackendException.passing("answer lost", null));
      }
      case HOLDS_ANSWER -> {
        CompletableFuture<T> later = new CompletableFuture<>();
        T reply = apply(request);
        heldBack.add(() -> later.complete(reply));
        yield later;
      }
      case THROWS -> throw new IllegalStateException("thrown by the backend");
    };
  }

  private <T> T apply(Supplier<T> request) {
    store.lock.lock();
    try {
      return request.get();
    } finally {
      store.lock.unlock();
    }
  }

  @Override
  public void close() {}
}
