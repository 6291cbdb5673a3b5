package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One question put to several nodes at once. Each of them is heard exactly once by the end of the
 * node timeout: with its answer, or as failed. An answer that comes after that is told apart.
 *
 * <p>One timer serves all nodes, and is taken back once all have answered. Nothing here waits for a
 * node: who listens may have decided long before the last one is heard.
 *
 * @param <A> what nodes answer
 */
final class Round<A> {

  /**
   * Hears the answers, on whatever thread they come, several at a time.
   *
   * @param <A> what nodes answer
   */
  interface Hearer<A> {

    /** The node answered in time. */
    void heard(Voter node, A answer);

    /** The nodes failed: one by itself, or all together that were silent until the node timeout. */
    void failed(List<Voter> nodes, BackendException why);

    /** The node answered after it was given up. */
    default void late(Voter node, A answer) {}
  }

  private final List<Voter> nodes;
  private final Duration timeout;
  private final Hearer<A> hearer;
  private final AtomicIntegerArray heard;
  private final AtomicInteger outstanding;
  private TimeSource.@Nullable Cancellable timer;

  private Round(List<Voter> nodes, Duration timeout, Hearer<A> hearer) {
    this.nodes = nodes;
    this.timeout = timeout;
    this.hearer = hearer;
    this.heard = new AtomicIntegerArray(nodes.size());
    this.outstanding = new AtomicInteger(nodes.size());
  }

  /**
   * Asks.
   *
   * @param nodes whom
   * @param timeout how long each of them may take
   * @param time where the timer comes from
   * @param question asks one node; must not throw
   * @param hearer hears each node once
   * @param <A> what nodes answer
   */
  static <A> void ask(
      List<Voter> nodes,
      Duration timeout,
      TimeSource time,
      Function<Voter, CompletionStage<A>> question,
      Hearer<A> hearer) {
    Round<A> round = new Round<>(nodes, timeout, hearer);
    round.timer = time.schedule(timeout, round::silence);
    for (int i = 0; i < nodes.size(); i++) {
      int asked = i;
      question
          .apply(nodes.get(i))
          .whenComplete((answer, failure) -> round.answered(asked, answer, failure));
    }
  }

  private void answered(int asked, @Nullable A answer, @Nullable Throwable failure) {
    Voter node = nodes.get(asked);
    if (!isFirst(asked)) {
      if (answer != null) {
        hearer.late(node, answer);
      }
    } else if (answer != null) {
      hearer.heard(node, answer);
    } else {
      hearer.failed(List.of(node), trouble(node, failure));
    }
  }

  private void silence() {
    List<Voter> silent = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (isFirst(i)) {
        silent.add(nodes.get(i));
      }
    }
    if (!silent.isEmpty()) {
      hearer.failed(
          silent,
          BackendException.passing("gave no answer within " + timeout.toMillis() + " ms", null));
    }
  }

  private boolean isFirst(int asked) {
    if (!heard.compareAndSet(asked, 0, 1)) {
      return false;
    }
    TimeSource.Cancellable pending = timer;
    if (outstanding.decrementAndGet() == 0 && pending != null) {
      pending.cancel();
    }
    return true;
  }

  private static BackendException trouble(Voter node, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof BackendException known
        ? known
        : BackendException.passing(node.address() + " failed: " + cause, cause);
  }
}
