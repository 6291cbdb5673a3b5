package io.holdfast.lock.engine;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseEnd;
import io.holdfast.lock.LeaseLostException;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LossReason;
import io.holdfast.lock.ReleaseResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease as its holder has it. The engine never refers to it, so that a dropped one shows. */
final class LeaseHandle implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseHandle.class);

  private final Engine engine;
  private final LeaseLife life;
  private final LeakDetector.Watched watched;

  LeaseHandle(Engine engine, LeaseLife life, String acquiredAt) {
    this.engine = engine;
    this.life = life;
    this.watched = engine.leaks.watch(this, life, acquiredAt);
  }

  @Override
  public String lockName() {
    return life.key().lockName();
  }

  @Override
  public long fencingToken() {
    return life.fencingToken();
  }

  @Override
  public LeaseState state() {
    return life.state();
  }

  @Override
  public void ensureHeld() {
    LeaseState state = life.state();
    if (state.isLive()) {
      return;
    }
    LossReason reason = life.lossReason();
    if (reason == null) {
      throw new IllegalStateException(
          "The lease on lock '%s' was released. Acquire the lock again.".formatted(lockName()));
    }
    throw lost(lockName(), reason, fencingToken(), engine.backend.description());
  }

  private static LeaseLostException lost(
      String lockName, LossReason reason, long fencingToken, String backend) {
    return new LeaseLostException(lockName, reason, fencingToken, backend);
  }

  @Override
  public Duration validity() {
    return life.validity();
  }

  @Override
  public Lease onLost(Consumer<? super LeaseLostException> action) {
    // The action must not keep this handle alive, so it is given the parts that it needs.
    String lockName = lockName();
    long fencingToken = fencingToken();
    String backend = engine.backend.description();
    CompletionStage<Void> told =
        life.ended()
            .thenAccept(
                end -> {
                  if (end instanceof LeaseEnd.Lost loss) {
                    action.accept(lost(lockName, loss.reason(), fencingToken, backend));
                  }
                });
    told.exceptionally(
        failure -> {
          LOG.error("An onLost action of lock '{}' failed", lockName, failure);
          return null;
        });
    return this;
  }

  @Override
  public CompletionStage<LeaseEnd> ended() {
    return life.ended();
  }

  @Override
  public ReleaseResult release() {
    watched.released();
    CompletableFuture<ReleaseResult> result = life.release().toCompletableFuture();
    long deadline = engine.now() + engine.backend.requestTimeout().toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get(deadline - engine.now(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException | ExecutionException e) {
          return ReleaseResult.UNCONFIRMED;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Nobody is left who would release it: it runs out instead of being renewed. */
  void abandon() {
    watched.released();
    life.leak();
  }

  @Override
  public CompletionStage<ReleaseResult> releaseAsync() {
    watched.released();
    CompletableFuture<ReleaseResult> told = new CompletableFuture<>();
    life.release().thenAccept(result -> engine.callBack(() -> told.complete(result)));
    return told.minimalCompletionStage();
  }

  /** Lock, state and fencing token; never the token. */
  @Override
  public String toString() {
    return "Lease[%s, %s, fencing token %d]".formatted(lockName(), state(), fencingToken());
  }
}
