package io.holdfast.lock.engine;

import io.holdfast.lock.LossReason;
import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.Renewal;
import io.holdfast.lock.spi.RenewalReply;
import io.holdfast.lock.spi.TimeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews leases in batches. A lease whose renewal is due is collected; once all that are due
 * together have been, they are sent. Each lease is judged by its own reply, and a batch that fails
 * as a whole is a failed attempt of each lease in it: no lease's trouble ends another's renewal.
 *
 * <p>Collecting happens on the timer's thread only, so there is nothing to guard.
 */
final class Watchdog {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final LockBackend backend;
  private final TimeSource time;
  private List<LeaseLife> collected = new ArrayList<>();

  Watchdog(LockBackend backend, TimeSource time) {
    this.backend = backend;
    this.time = time;
  }

  void collect(LeaseLife lease) {
    collected.add(lease);
  }

  void renewCollected() {
    if (collected.isEmpty()) {
      return;
    }
    List<LeaseLife> due = collected;
    collected = new ArrayList<>();
    int most = backend.renewalBatchSize();
    for (int from = 0; from < due.size(); from += most) {
      renew(due.subList(from, Math.min(due.size(), from + most)));
    }
  }

  private void renew(List<LeaseLife> leases) {
    // Before the request is sent: the new deadline counts from here.
    long sentAt = time.nanoTime();
    List<Renewal> renewals = new ArrayList<>(leases.size());
    for (LeaseLife lease : leases) {
      renewals.add(lease.renewalAt(sentAt));
    }
    try {
      backend
          .renew(renewals)
          .whenComplete((replies, failure) -> judge(leases, sentAt, replies, failure));
    } catch (RuntimeException e) {
      judge(leases, sentAt, null, e);
    }
  }

  private static void judge(
      List<LeaseLife> leases,
      long sentAt,
      @Nullable List<RenewalReply> replies,
      @Nullable Throwable failure) {
    if (failure != null) {
      LOG.debug("A renewal of {} leases failed and is tried again", leases.size(), failure);
    }
    for (int i = 0; i < leases.size(); i++) {
      LeaseLife lease = leases.get(i);
      switch (replies == null ? RenewalReply.FAILED : replies.get(i)) {
        case RENEWED -> lease.renewed(sentAt);
        case NOT_OWNER -> lease.lose(LossReason.TAKEN_OVER);
        case GONE -> lease.lose(LossReason.GONE);
        case FAILED -> lease.renewalFailed();
      }
    }
  }
}
