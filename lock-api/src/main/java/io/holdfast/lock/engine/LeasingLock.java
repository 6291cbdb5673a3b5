package io.holdfast.lock.engine;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.Lease;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LockTimeoutException;
import io.holdfast.lock.LockUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A lock by name and options: turns outcomes into leases and exceptions. */
final class LeasingLock implements DistributedLock {

  private final Engine engine;
  private final String name;
  private final LockOptions options;

  LeasingLock(Engine engine, String name, LockOptions options) {
    this.engine = engine;
    this.name = name;
    this.options = options;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Lease acquire() throws InterruptedException {
    refuseIfInterrupted();
    Acquisition acquisition = begin(options.waitTime(), Thread.currentThread());
    return lease(acquisition, acquisition.await(), LeakDetector.callSite());
  }

  @Override
  public Optional<Lease> tryAcquire(Duration waitTime) throws InterruptedException {
    return tryHold(LockOptions.requireWaitTime(waitTime)).map(Lease.class::cast);
  }

  /** As {@link #tryAcquire(Duration)}, for the reentrant view. */
  Optional<LeaseHandle> tryHold(Duration waitTime) throws InterruptedException {
    refuseIfInterrupted();
    Acquisition acquisition = begin(waitTime, Thread.currentThread());
    return leaseIfFree(acquisition, acquisition.await(), LeakDetector.callSite());
  }

  /** As {@link #tryHold}, but an interrupt stays pending. */
  Optional<LeaseHandle> tryHoldUninterruptibly(Duration waitTime) {
    Acquisition acquisition = begin(waitTime, Thread.currentThread());
    return leaseIfFree(acquisition, acquisition.awaitUninterruptibly(), LeakDetector.callSite());
  }

  @Override
  public CompletionStage<Lease> acquireAsync() {
    String site = LeakDetector.callSite(); // Here, because the outcome comes on another thread.
    Acquisition acquisition = begin(options.waitTime(), null);
    return handOver(acquisition, outcome -> lease(acquisition, outcome, site));
  }

  @Override
  public CompletionStage<Optional<Lease>> tryAcquireAsync(Duration waitTime) {
    String site = LeakDetector.callSite();
    Acquisition acquisition = begin(LockOptions.requireWaitTime(waitTime), null);
    return handOver(
        acquisition, outcome -> leaseIfFree(acquisition, outcome, site).map(Lease.class::cast));
  }

  @Override
  public Lock asLock() {
    return new ReentrantView(this, engine.holds);
  }

  /** Waiting for what is already there would not notice a pending interrupt. */
  static void refuseIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private Acquisition begin(Duration waitTime, @Nullable Thread holder) {
    engine.leaks.look();
    return new Acquisition(engine, name, options, waitTime, holder).start();
  }

  private Optional<LeaseHandle> leaseIfFree(Acquisition acquisition, Outcome outcome, String site) {
    return outcome instanceof Outcome.TimedOut
        ? Optional.empty()
        : Optional.of(lease(acquisition, outcome, site));
  }

  private LeaseHandle lease(Acquisition acquisition, Outcome outcome, String site) {
    if (outcome instanceof Outcome.Won won) {
      return new LeaseHandle(engine, won.lease(), site);
    }
    String backend = engine.backend.description();
    if (outcome instanceof Outcome.TimedOut) {
      throw new LockTimeoutException(name, acquisition.waitTime(), backend);
    }
    if (outcome instanceof Outcome.Unavailable trouble) {
      throw new LockUnavailableException(name, backend, trouble.cause());
    }
    if (outcome instanceof Outcome.Closed) {
      throw closed();
    }
    throw new CancellationException("The acquisition of lock '" + name + "' was cancelled");
  }

  private IllegalStateException closed() {
    return new IllegalStateException(
        "The lock client is closed, so lock '" + name + "' cannot be acquired");
  }

  /**
   * Completes on a callback thread. Whoever completes the future otherwise (by cancelling it, by a
   * time-out of its own, with a value) has given the acquisition up, and no lease is left behind.
   */
  private <T> CompletionStage<T> handOver(Acquisition acquisition, Function<Outcome, T> result) {
    CompletableFuture<T> handedOver = new CompletableFuture<>();
    CompletionStage<T> stage = handedOver;
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null || !acquisition.isDecided()) {
            acquisition.cancel();
          }
        });
    acquisition
        .outcome()
        .thenAccept(
            outcome ->
                engine.callBack(
                    () -> {
                      if (!handOver(outcome, result, handedOver)) {
                        acquisition.cancel();
                      }
                    }));
    return stage;
  }

  private static <T> boolean handOver(
      Outcome outcome, Function<Outcome, T> result, CompletableFuture<T> handedOver) {
    try {
      return handedOver.complete(result.apply(outcome));
    } catch (RuntimeException e) {
      return handedOver.completeExceptionally(e);
    }
  }
}
