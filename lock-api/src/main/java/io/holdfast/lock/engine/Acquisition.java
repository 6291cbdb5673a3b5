package io.holdfast.lock.engine;

import io.holdfast.lock.LockOptions;
import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition from the call to its {@link Outcome}, inside one deadline.
 *
 * <p>It waits for its turn among those of this client, asks the backend, and while the lock is
 * taken it parks: until the holder's grant ends, until it is told to ask again, or for a safety
 * poll, because what it is told may be lost. Only one question is under way at a time; whatever
 * wants another one meanwhile has it asked once more afterwards.
 *
 * <p>Whoever completes the outcome first has decided. A grant that finds it completed otherwise is
 * released, and an acquisition that ends without a lease is cleaned up behind: at once, and again
 * when an answer lands that was still under way.
 */
final class Acquisition implements GrantListener {

  private static final long SAFETY_POLL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FIRST_BACKOFF_NANOS = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_BACKOFF_NANOS = Duration.ofMillis(500).toNanos();

  private enum Asking {
    NOT,
    UNDER_WAY,
    UNDER_WAY_AND_ONCE_MORE;

    Asking withOneMore() {
      return this == NOT ? UNDER_WAY : UNDER_WAY_AND_ONCE_MORE;
    }
  }

  private final Engine engine;
  private final LockOptions options;
  private final @Nullable Thread holder;
  private final LeaseKey key;
  private final long deadline;
  private final Alarms.Alarm alarm;
  private final AtomicReference<Asking> asking = new AtomicReference<>(Asking.NOT);
  private final AtomicBoolean granting = new AtomicBoolean();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  // Written by one question's answer and read by the next or by the deadline.
  private volatile boolean everAsked;
  private volatile long askedAt;
  // Whether an answer has named a holder; without one, silence is trouble and not contention.
  private volatile boolean knowsHolder;
  private volatile @Nullable Throwable lastFailure;
  private volatile long backoff = FIRST_BACKOFF_NANOS;

  Acquisition(
      Engine engine,
      String lockName,
      LockOptions options,
      Duration waitTime,
      @Nullable Thread holder) {
    this.engine = engine;
    this.options = options;
    this.holder = holder;
    this.key = new LeaseKey(lockName, engine.newToken(), options.leaseTime(), waitTime);
    this.deadline = engine.now() + waitTime.toNanos();
    this.alarm = engine.alarms.alarm(this::onAlarm);
  }

  String lockName() {
    return key.lockName();
  }

  Duration waitTime() {
    return key.waitTime();
  }

  CompletionStage<Outcome> outcome() {
    return outcome;
  }

  boolean isDecided() {
    return outcome.isDone();
  }

  /** Waits for the outcome; an interrupt gives the acquisition up. */
  Outcome await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      cancel();
      throw e;
    } catch (ExecutionException e) {
      throw new AssertionError("an outcome is a value", e);
    }
  }

  /** Waits for the outcome; an interrupt stays pending. */
  Outcome awaitUninterruptibly() {
    return outcome.join();
  }

  private boolean waits() {
    return !key.waitTime().isZero();
  }

  // ---- the way to an outcome

  Acquisition start() {
    engine.acquiring.add(this);
    if (engine.closed) {
      clientClosed();
    } else if (waits()) {
      alarm.set(deadline);
      queue();
    } else {
      asking.set(Asking.UNDER_WAY);
      ask();
    }
    return this;
  }

  private void queue() {
    boolean first = engine.queues.enter(this);
    if (outcome.isDone()) {
      // It ended before it stood in the queue, so it left before it entered.
      leaveQueue(false);
    } else if (first) {
      wake();
    }
  }

  /** The caller no longer wants the lock; a grant that is already there goes back. */
  void cancel() {
    if (!end(new Outcome.Cancelled()) && outcome.join() instanceof Outcome.Won won) {
      won.lease().releaseQuietly();
    }
  }

  void clientClosed() {
    end(new Outcome.Closed());
  }

  private void onAlarm() {
    if (engine.now() - deadline >= 0) {
      timeOut();
    } else {
      wake();
    }
  }

  private void timeOut() {
    Throwable failure = everAsked ? trouble(engine.now(), waitTime()) : troubleOfTheOneWhoAsks();
    end(failure == null ? new Outcome.TimedOut() : new Outcome.Unavailable(failure));
  }

  /** Who never came to ask knows as much as the first of this client, who did. */
  private @Nullable Throwable troubleOfTheOneWhoAsks() {
    Acquisition first = engine.queues.first(lockName());
    return first == null ? null : first.trouble(deadline - waitTime().toNanos(), waitTime());
  }

  /** The last failure, or the silence since before that moment; null where a holder is known. */
  private @Nullable Throwable trouble(long since, Duration waited) {
    Throwable failure = lastFailure;
    boolean unanswered = asking.get() != Asking.NOT && !knowsHolder && askedAt - since <= 0;
    return failure == null && unanswered
        ? BackendException.passing("no answer within " + waited, null)
        : failure;
  }

  private void wake() {
    if (outcome.isDone()) {
      return;
    }
    if (asking.getAndUpdate(Asking::withOneMore) == Asking.NOT) {
      alarm.set(deadline);
      if (outcome.isDone()) {
        alarm.clear();
      } else {
        ask();
      }
    }
  }

  private void ask() {
    askedAt = engine.now();
    everAsked = true;
    CompletionStage<AcquireReply> reply;
    try {
      reply = engine.backend.acquire(key, this);
    } catch (RuntimeException e) {
      reply = CompletableFuture.failedStage(e);
    }
    reply.whenComplete(this::answered);
  }

  private void answered(@Nullable AcquireReply reply, @Nullable Throwable failure) {
    Asking before = asking.getAndSet(Asking.NOT);
    if (reply instanceof AcquireReply.Granted grant) {
      granted(grant);
      return;
    }
    if (outcome.isDone()) {
      answeredTooLate();
      return;
    }
    if (failure != null) {
      failed(failure);
      return;
    }
    lastFailure = null;
    knowsHolder = true;
    backoff = FIRST_BACKOFF_NANOS;
    if (!waits()) {
      end(new Outcome.TimedOut());
    } else if (before == Asking.UNDER_WAY_AND_ONCE_MORE) {
      wake();
    } else if (reply instanceof AcquireReply.Taken taken) {
      park(taken.retryAfter());
    }
  }

  private void park(Duration retryAfter) {
    long poll = (long) (SAFETY_POLL_NANOS * (0.75 + engine.ports.entropy().nextDouble() / 2));
    long holderEnds = retryAfter.toNanos() + 1_000_000;
    wakeIn(retryAfter.isZero() ? poll : Math.min(poll, holderEnds));
  }

  private void failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    boolean retryable = cause instanceof BackendException trouble && trouble.isRetryable();
    if (!retryable || !waits()) {
      end(new Outcome.Unavailable(cause));
      return;
    }
    lastFailure = cause;
    long pause = (long) (backoff * (0.5 + engine.ports.entropy().nextDouble()));
    backoff = Math.min(2 * backoff, LONGEST_BACKOFF_NANOS);
    wakeIn(pause);
  }

  private void wakeIn(long nanos) {
    long at = engine.now() + nanos;
    alarm.set(at - deadline < 0 ? at : deadline);
    if (outcome.isDone()) {
      alarm.clear();
    }
  }

  // ---- what the backend tells

  @Override
  public void askAgain() {
    if (everAsked) {
      wake();
    }
  }

  @Override
  public void granted(AcquireReply.Granted grant) {
    if (outcome.isDone()) {
      answeredTooLate();
      return;
    }
    if (!granting.compareAndSet(false, true)) {
      return; // Told twice, by an answer and by a message: the first one has the lease in hand.
    }
    LeaseLife lease = new LeaseLife(engine, key, options, grant, holder);
    if (lease.hasPassed()) {
      // Too long under way. The same token asks again, which gives it a new lease time.
      granting.set(false);
      failed(BackendException.passing("the grant came after its lease time had passed", null));
      return;
    }
    // Watched before it is handed out: there is no moment at which nobody would renew it.
    lease.begin();
    if (!end(new Outcome.Won(lease))) {
      lease.releaseQuietly();
    }
  }

  // ---- the end

  private boolean end(Outcome decided) {
    if (!outcome.complete(decided)) {
      return false;
    }
    alarm.clear();
    engine.acquiring.remove(this);
    if (!(decided instanceof Outcome.Won) && mayHaveLeftSomething(decided)) {
      cleanUp();
    }
    if (waits()) {
      leaveQueue(decided instanceof Outcome.Unavailable);
    }
    return true;
  }

  /**
   * Lets the next one ask.
   *
   * @param inTrouble the next one may meet the same trouble at once, and so the one after it: they
   *     take turns on the timer instead of piling up on one stack
   */
  private void leaveQueue(boolean inTrouble) {
    Acquisition next = engine.queues.leave(this);
    if (next == null || engine.closed) {
      return; // Closing ends all that wait, each by itself.
    }
    if (inTrouble) {
      next.wakeIn(0);
    } else {
      next.wake();
    }
  }

  private boolean mayHaveLeftSomething(Outcome decided) {
    return everAsked && (waits() || !(decided instanceof Outcome.TimedOut));
  }

  /** An answer landed after the outcome: unless the lease of that token lives, undo it. */
  private void answeredTooLate() {
    boolean alive = outcome.join() instanceof Outcome.Won won && won.lease().state().isLive();
    if (!alive) {
      cleanUp();
    }
  }

  private void cleanUp() {
    engine.cleanup.release(key);
  }
}
