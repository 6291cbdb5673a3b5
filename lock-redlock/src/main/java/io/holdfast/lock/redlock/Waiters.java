package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.GrantListener;
import io.holdfast.lock.spi.LeaseKey;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The acquisitions of this client that wait, and what nodes tell them. A release reaches the nodes
 * one after the other, so the first word of it is no good moment to ask all of them: a waiter asks
 * when a quorum has told, or a little after the first one did.
 */
final class Waiters {

  private static final Duration FOR_THE_OTHERS = Duration.ofMillis(5);

  private final Quorum quorum;
  private final TimeSource time;
  private final Map<String, Waiter> byToken = new ConcurrentHashMap<>();

  Waiters(Quorum quorum, TimeSource time) {
    this.quorum = quorum;
    this.time = time;
  }

  /** From now on what nodes tell of that acquisition reaches the listener. */
  void add(LeaseKey key, GrantListener listener) {
    if (!key.waitTime().isZero()) {
      byToken.computeIfAbsent(key.token(), token -> new Waiter(listener));
    }
  }

  void remove(LeaseKey key) {
    byToken.remove(key.token());
  }

  /** How many wait. */
  int count() {
    return byToken.size();
  }

  /** The node told that the lock was released; whatever stood in the message, it ends here. */
  void told(int node, String token) {
    Waiter waiter = byToken.get(token);
    if (waiter != null) {
      waiter.told(node);
    }
  }

  /** Messages of that node may have been lost until now. */
  void resubscribed(int node) {
    byToken.values().forEach(waiter -> waiter.told(node));
  }

  private final class Waiter {

    private final GrantListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    // Under the lock: who told since it last asked, and the timer that the first of them set.
    private final BitSet nodes = new BitSet();
    private TimeSource.@Nullable Cancellable soon;

    Waiter(GrantListener listener) {
      this.listener = listener;
    }

    void told(int node) {
      lock.lock();
      try {
        nodes.set(node);
        if (!quorum.isReachedBy(nodes.cardinality())) {
          if (soon == null) {
            soon = time.schedule(FOR_THE_OTHERS, this::ask);
          }
          return;
        }
      } finally {
        lock.unlock();
      }
      ask();
    }

    private void ask() {
      lock.lock();
      try {
        if (nodes.isEmpty()) {
          return; // The others told just before the timer ran.
        }
        nodes.clear();
        if (soon != null) {
          soon.cancel();
          soon = null;
        }
      } finally {
        lock.unlock();
      }
      listener.askAgain();
    }
  }
}
