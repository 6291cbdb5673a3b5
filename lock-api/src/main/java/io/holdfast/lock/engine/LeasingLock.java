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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A lock by name and options: turns outcomes into leases and exceptions. */
final class LeasingLock implements DistributedLock {

  private final Engine engine;
  private final ThreadHolds holds;
  private final String name;
  private final LockOptions options;

  LeasingLock(Engine engine, ThreadHolds holds, String name, LockOptions options) {
    this.engine = engine;
    this.holds = holds;
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
    return lease(acquisition, acquisition.await());
  }

  @Override
  public Optional<Lease> tryAcquire(Duration waitTime) throws InterruptedException {
    refuseIfInterrupted();
    Acquisition acquisition = begin(LockOptions.requireWaitTime(waitTime), Thread.currentThread());
    return leaseIfFree(acquisition, acquisition.await());
  }

  /** As {@link #tryAcquire(Duration)}, but an interrupt stays pending. */
  Optional<Lease> tryAcquireUninterruptibly(Duration waitTime) {
    Acquisition acquisition = begin(waitTime, Thread.currentThread());
    return leaseIfFree(acquisition, acquisition.awaitUninterruptibly());
  }

  @Override
  public CompletionStage<Lease> acquireAsync() {
    return handOver(begin(options.waitTime(), null), this::lease);
  }

  @Override
  public CompletionStage<Optional<Lease>> tryAcquireAsync(Duration waitTime) {
    return handOver(begin(LockOptions.requireWaitTime(waitTime), null), this::leaseIfFree);
  }

  @Override
  public Lock asLock() {
    return new ReentrantView(this, holds);
  }

  /** Waiting for what is already there would not notice a pending interrupt. */
  private static void refuseIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private Acquisition begin(Duration waitTime, @Nullable Thread holder) {
    if (engine.closed) {
      throw closed();
    }
    engine.leaks.look();
    return new Acquisition(engine, name, options, waitTime, holder).start();
  }

  private Optional<Lease> leaseIfFree(Acquisition acquisition, Outcome outcome) {
    return outcome instanceof Outcome.TimedOut
        ? Optional.empty()
        : Optional.of(lease(acquisition, outcome));
  }

  private Lease lease(Acquisition acquisition, Outcome outcome) {
    if (outcome instanceof Outcome.Won won) {
      return new LeaseHandle(engine, won.lease(), LeakDetector.callSite());
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

  /** Completes on a callback thread; a future that was cancelled meanwhile gives the lease back. */
  private <T> CompletionStage<T> handOver(
      Acquisition acquisition, BiFunction<Acquisition, Outcome, T> result) {
    CompletableFuture<T> handedOver = new CompletableFuture<>();
    CompletionStage<T> stage = handedOver;
    stage.whenComplete(
        (value, failure) -> {
          if (failure instanceof CancellationException) {
            acquisition.cancel();
          }
        });
    acquisition
        .outcome()
        .thenAccept(
            outcome ->
                engine.callBack(
                    () -> {
                      try {
                        handedOver.complete(result.apply(acquisition, outcome));
                      } catch (RuntimeException e) {
                        handedOver.completeExceptionally(e);
                      }
                    }));
    return stage;
  }
}
