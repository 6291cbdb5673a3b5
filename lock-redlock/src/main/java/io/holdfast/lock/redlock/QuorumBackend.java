package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Locks on a quorum of independent masters. The engine waits, renews and ends leases as over any
 * backend; here each question becomes one to all nodes, and their answers one answer.
 */
final class QuorumBackend implements LockBackend {

  private static final Duration MARGIN = Duration.ofMillis(20);

  private final Electorate electorate;
  private final Attempts attempts = new Attempts();
  private final Waiters waiters;
  private final QuorumAcquire acquire;
  private final QuorumRenewal renewal;
  private final QuorumRelease release;
  private final Runnable onClose;

  QuorumBackend(Electorate electorate, Runnable onClose) {
    this.electorate = electorate;
    this.onClose = onClose;
    this.waiters = new Waiters(electorate.quorum(), electorate.time());
    this.release = new QuorumRelease(electorate, attempts);
    this.acquire = new QuorumAcquire(electorate, attempts, release);
    this.renewal = new QuorumRenewal(electorate, attempts, release);
  }

  /** Begins to watch the nodes and to hear from them. */
  void start() {
    for (Voter node : electorate.voters()) {
      node.standing().watch();
      node.listen(
          token -> waiters.told(node.index(), token), () -> waiters.resubscribed(node.index()));
    }
  }

  @Override
  public String description() {
    return String.join(", ", electorate.voters().stream().map(Voter::address).toList());
  }

  /** Two rounds: the votes and the fencing token. */
  @Override
  public Duration requestTimeout() {
    return electorate.nodeTimeout().longest().multipliedBy(2).plus(MARGIN);
  }

  @Override
  public Duration drift(Duration leaseTime) {
    return electorate.validity(leaseTime).drift();
  }

  @Override
  public CompletionStage<AcquireReply> acquire(LeaseKey key, GrantListener listener) {
    waiters.add(key, listener);
    return acquire
        .ask(key)
        .whenComplete(
            (reply, failure) -> {
              if (reply instanceof AcquireReply.Granted) {
                waiters.remove(key);
              }
            });
  }

  @Override
  public CompletionStage<ReleaseReply> release(LeaseKey key) {
    waiters.remove(key);
    return release.release(key);
  }

  @Override
  public CompletionStage<List<RenewalReply>> renew(List<Renewal> renewals) {
    return renewal.renew(renewals);
  }

  /** For each node, what completes once it has said who it is. */
  List<CompletableFuture<?>> firstChecks() {
    List<CompletableFuture<?>> checks = new ArrayList<>();
    electorate.voters().forEach(node -> checks.add(node.standing().firstCheck()));
    return checks;
  }

  QuorumStatus status() {
    return new QuorumStatus(
        electorate.voters().stream().map(node -> node.standing().status()).toList());
  }

  /** How many acquisitions have left something to remember. */
  int remembered() {
    return attempts.count() + waiters.count();
  }

  @Override
  public void close() {
    try {
      electorate.voters().forEach(Voter::close);
    } finally {
      onClose.run();
    }
  }
}
