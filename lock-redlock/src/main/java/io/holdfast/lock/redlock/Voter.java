package io.holdfast.lock.redlock;

import io.holdfast.lock.redis.RedisNode;
import io.holdfast.lock.redis.RedisScript;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node as the quorum asks it: which script with which keys, and what its answer is worth. */
final class Voter {

  private static final RedisScript VOTE =
      RedisScript.withFencing(Voter.class, "holder.lua", "vote.lua");
  private static final RedisScript WITHDRAW =
      RedisScript.withFencing(Voter.class, "holder.lua", "withdraw.lua");
  private static final RedisScript RAISE = RedisScript.of(Voter.class, "raise.lua");
  private static final RedisScript RENEW = RedisScript.renewal();
  private static final long YES = 1;

  private final int index;
  private final RedisNode node;
  private final Standing standing;
  private final Terms terms;
  private final ServerClocks clocks;
  private final TimeSource time;

  Voter(
      int index,
      RedisNode node,
      Standing standing,
      Terms terms,
      ServerClocks clocks,
      TimeSource time) {
    this.index = index;
    this.node = node;
    this.standing = standing;
    this.terms = terms;
    this.clocks = clocks;
    this.time = time;
  }

  /** Its place among the nodes, from 0. */
  int index() {
    return index;
  }

  String address() {
    return node.address();
  }

  Standing standing() {
    return standing;
  }

  /** Has it tell of locks that this client waits for: who waits, by its token. */
  void listen(Consumer<String> onMessage, Runnable onSubscribed) {
    node.listen(terms.inbox(), onMessage, onSubscribed);
  }

  // ---- what it is asked

  /** Asks for its vote; one that does not count is not asked for. Never fails. */
  CompletionStage<Vote> vote(Attempt attempt, long leastToken) {
    String why = standing.whyNot();
    if (why != null) {
      return CompletableFuture.completedStage(new Vote.Failed(why, false));
    }
    return lock(attempt, leastToken);
  }

  /** Has it keep the lock, whether its vote counts or not. Never fails. */
  CompletionStage<Vote> lock(Attempt attempt, long leastToken) {
    LeaseKey key = attempt.key();
    long session = node.session();
    long askedAt = time.nanoTime();
    return node.run(
            VOTE,
            new String[] {
              terms.lock(key.lockName()), terms.waiters(key.lockName()), terms.fencingCounter()
            },
            key.token(),
            Integer.toString(attempt.number()),
            terms.owner(),
            Long.toString(key.leaseTime().toMillis()),
            Terms.waitMillis(key),
            terms.inbox(),
            terms.fenced() ? Long.toString(leastToken) : "")
        .handle((answer, failure) -> vote(session, askedAt, answer, failure));
  }

  private Vote vote(
      long session, long askedAt, @Nullable List<Long> answer, @Nullable Throwable failure) {
    if (answer == null) {
      return failed(failure);
    }
    if (node.session() != session) {
      // Another server process may have answered than the one that was checked.
      return new Vote.Failed("the connection was lost meanwhile", false);
    }
    clocks.told(index, askedAt, answer.get(2));
    return answer.get(0) == YES
        ? new Vote.Granted(answer.get(1))
        : new Vote.Refused(Duration.ofMillis(answer.get(1)), answer.get(3));
  }

  private static Vote.Failed failed(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean lasting = cause instanceof BackendException trouble && !trouble.isRetryable();
    return new Vote.Failed(
        cause == null ? "no answer" : String.valueOf(cause.getMessage()), lasting);
  }

  /**
   * Has it forget what that attempt, or an earlier one of its acquisition, left there.
   *
   * @param goesOn whether the acquisition makes another attempt, and so stays a waiter
   * @return 1 it did, 2 the lock is another's, 3 there is none
   */
  CompletionStage<Long> withdraw(LeaseKey key, int attempt, boolean goesOn) {
    return node.run(
            WITHDRAW,
            new String[] {terms.lock(key.lockName()), terms.waiters(key.lockName())},
            key.token(),
            Integer.toString(attempt),
            Terms.waitMillis(key),
            terms.inbox(),
            goesOn ? "1" : "0")
        .thenApply(answer -> answer.get(0));
  }

  /** Raises its fencing counter while the attempt's vote stands there; whether it does. */
  CompletionStage<Boolean> raise(Attempt attempt, long fencingToken) {
    return node.run(
            RAISE,
            new String[] {terms.lock(attempt.key().lockName()), terms.fencingCounter()},
            attempt.value(terms.owner()),
            Long.toString(fencingToken))
        .thenApply(answer -> answer.get(0) == YES);
  }

  /**
   * Renews leases.
   *
   * @param leases each by the attempt that won it, with its new lease time
   */
  CompletionStage<Renewed> renew(List<Due> leases) {
    String[] locks = new String[leases.size()];
    String[] args = new String[2 * leases.size()];
    for (int i = 0; i < locks.length; i++) {
      Due lease = leases.get(i);
      locks[i] = terms.lock(lease.attempt().key().lockName());
      args[2 * i] = lease.attempt().value(terms.owner());
      args[2 * i + 1] = Long.toString(lease.leaseTime().toMillis());
    }
    boolean counted = standing.whyNot() == null;
    long session = node.session();
    return node.run(RENEW, locks, args)
        .thenApply(codes -> new Renewed(codes, counted && node.session() == session));
  }

  /** A lease to renew: the attempt that won it, and how long it is to last from now. */
  record Due(Attempt attempt, Duration leaseTime) {}

  /**
   * A node's answer to a renewal.
   *
   * @param codes one for each lease, as renew.lua has them
   * @param counts whether they count for the majority
   */
  record Renewed(List<Long> codes, boolean counts) {}

  /** Asks no more; the connections are closed by whoever opened them. */
  void close() {
    standing.close();
  }
}
