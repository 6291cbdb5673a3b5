package io.holdfast.lock.redis;

import io.holdfast.lock.spi.AcquireReply;
import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.ReleaseReply;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol on one Redis deployment: which script with which keys, and what its answer means.
 *
 * <p>Who waits is in {@code waiting}, by token, from before it is first asked for until the lock is
 * granted or released, so that a message finds its listener.
 */
final class RedisBackend implements LockBackend {

  private static final Logger LOG = LoggerFactory.getLogger(RedisBackend.class);
  private static final long ACQUIRED = 1;

  private final ScriptNode node;
  private final Inbox inbox;
  private final RedisKeys keys;
  private final TimeSource time;
  private final String owner;
  private final Duration requestTimeout;
  private final Runnable onClose;
  private final Map<String, Waiter> waiting = new ConcurrentHashMap<>();

  RedisBackend(
      ScriptNode node,
      Inbox inbox,
      RedisKeys keys,
      TimeSource time,
      String owner,
      Duration requestTimeout,
      Runnable onClose) {
    this.node = node;
    this.inbox = inbox;
    this.keys = keys;
    this.time = time;
    this.owner = owner;
    this.requestTimeout = requestTimeout;
    this.onClose = onClose;
  }

  /** Begins to hear of grants. */
  void listen() {
    inbox.listen(this::onMessage, this::onSubscribed);
  }

  @Override
  public String description() {
    return node.description();
  }

  @Override
  public Duration requestTimeout() {
    return requestTimeout;
  }

  // ---- acquire

  @Override
  public CompletionStage<AcquireReply> acquire(LeaseKey key, GrantListener listener) {
    Waiter waiter = key.waitTime().isZero() ? null : waiterOf(key, listener);
    // Before the request is sent: the lease counts from here.
    long sentAt = time.nanoTime();
    return node.run(Script.ACQUIRE, keys.all(key.lockName()), arguments(key))
        .thenApply(answer -> acquireReply(key, waiter, sentAt, answer));
  }

  private Waiter waiterOf(LeaseKey key, GrantListener listener) {
    return waiting.computeIfAbsent(key.token(), token -> new Waiter(listener));
  }

  private AcquireReply acquireReply(
      LeaseKey key, @Nullable Waiter waiter, long sentAt, List<Long> answer) {
    if (answer.get(0) == ACQUIRED) {
      waiting.remove(key.token());
      return new AcquireReply.Granted(answer.get(1), sentAt);
    }
    if (waiter != null) {
      waiter.queuedAt = new ServerMoment(sentAt, answer.get(2));
    }
    return new AcquireReply.Taken(Duration.ofMillis(Math.max(0, answer.get(1))));
  }

  /** What acquire and release are given: from it both make the same queue member. */
  private String[] arguments(LeaseKey key) {
    return new String[] {
      value(key),
      Long.toString(key.leaseTime().toMillis()),
      Long.toString(waitMillis(key)),
      inbox.channel(),
      inbox.countsAllReceivers() ? "1" : "0"
    };
  }

  /** Rounded up: zero means that the asker is not to be queued. */
  private static long waitMillis(LeaseKey key) {
    return key.waitTime().plusNanos(999_999).toMillis();
  }

  /** The token proves, the rest is for people who look at the key. */
  private String value(LeaseKey key) {
    return key.token() + '@' + owner;
  }

  // ---- release

  @Override
  public CompletionStage<ReleaseReply> release(LeaseKey key) {
    waiting.remove(key.token());
    return node.run(Script.RELEASE, keys.all(key.lockName()), arguments(key))
        .thenApply(
            answer ->
                switch (answer.get(0).intValue()) {
                  case 1 -> ReleaseReply.RELEASED;
                  case 2 -> ReleaseReply.NOT_OWNER;
                  default -> ReleaseReply.GONE;
                });
  }

  // ---- renew

  @Override
  public CompletionStage<List<RenewalReply>> renew(List<Renewal> renewals) {
    return keys.areInSlots() ? renewBySlot(renewals) : renewTogether(renewals);
  }

  private CompletionStage<List<RenewalReply>> renewTogether(List<Renewal> renewals) {
    String[] locks = new String[renewals.size()];
    String[] args = new String[2 * renewals.size()];
    for (int i = 0; i < locks.length; i++) {
      Renewal renewal = renewals.get(i);
      locks[i] = keys.lock(renewal.key().lockName());
      args[2 * i] = value(renewal.key());
      args[2 * i + 1] = Long.toString(renewal.leaseTime().toMillis());
    }
    return node.run(Script.RENEW, locks, args)
        .thenApply(answers -> answers.stream().map(RedisBackend::renewalReply).toList());
  }

  private static RenewalReply renewalReply(long code) {
    return switch ((int) code) {
      case 1 -> RenewalReply.RENEWED;
      case 2 -> RenewalReply.NOT_OWNER;
      case 3 -> RenewalReply.GONE;
      default -> RenewalReply.FAILED;
    };
  }

  /** A script touches one slot only; what fails in one slot is no failure of the others. */
  private CompletionStage<List<RenewalReply>> renewBySlot(List<Renewal> renewals) {
    Map<Integer, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < renewals.size(); i++) {
      int slot = LettuceSlots.of(keys.lock(renewals.get(i).key().lockName()));
      places.computeIfAbsent(slot, any -> new ArrayList<>()).add(i);
    }
    RenewalReply[] replies = new RenewalReply[renewals.size()];
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (List<Integer> part : places.values()) {
      parts.add(
          renewTogether(part.stream().map(renewals::get).toList())
              .handle(
                  (answers, failure) -> {
                    for (int i = 0; i < part.size(); i++) {
                      replies[part.get(i)] = answers == null ? RenewalReply.FAILED : answers.get(i);
                    }
                    return (Void) null;
                  })
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(all -> List.of(replies));
  }

  // ---- waiting

  /** Whatever stands in the inbox, it ends here: behind the caller is the connection's thread. */
  private void onMessage(String message) {
    GrantMessage told = GrantMessage.parse(message);
    if (told == null) {
      LOG.warn("Somebody else wrote to the inbox {}; that message is ignored", inbox.channel());
      return;
    }
    Waiter waiter = waiting.remove(told.token());
    if (waiter == null) {
      return; // It gave up; its release finds the grant and frees the lock.
    }
    ServerMoment queuedAt = waiter.queuedAt;
    OptionalLong validFrom =
        queuedAt == null
            ? OptionalLong.empty()
            : queuedAt.whenItWas(told.grantedAtMicros(), time.nanoTime());
    if (validFrom.isPresent()) {
      waiter.listener.granted(new AcquireReply.Granted(told.fencingToken(), validFrom.getAsLong()));
    } else {
      waiter.listener.askAgain(); // By the same token, which is told the same grant.
    }
  }

  private void onSubscribed() {
    waiting.values().forEach(waiter -> waiter.listener.askAgain());
  }

  @Override
  public void close() {
    waiting.clear();
    try (node;
        inbox) {
      LOG.debug("Closing the connections to {}", description());
    } finally {
      onClose.run();
    }
  }

  /** Who waits, and since when by the server's clock once an answer has told. */
  private static final class Waiter {
    private final GrantListener listener;
    private volatile @Nullable ServerMoment queuedAt;

    Waiter(GrantListener listener) {
      this.listener = listener;
    }
  }
}
