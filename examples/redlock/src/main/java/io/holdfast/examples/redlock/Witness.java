package io.holdfast.examples.redlock;

import io.holdfast.lock.Lease;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Sees every worker that comes in with the lock, and notes what must not be. */
final class Witness {

  private final AtomicInteger grants = new AtomicInteger();
  private final ReentrantLock notes = new ReentrantLock();
  // Under the lock.
  private @Nullable Lease inside;
  private long highestToken;
  private int overlaps;
  private int tokensThatDidNotRise;

  /** A worker got the lock. */
  void enters(Lease lease) {
    grants.incrementAndGet();
    notes.lock();
    try {
      if (inside != null && inside.isHeld() && lease.isHeld()) {
        overlaps++;
      }
      if (lease.fencingToken() <= highestToken) {
        tokensThatDidNotRise++;
      }
      highestToken = Math.max(highestToken, lease.fencingToken());
      inside = lease;
    } finally {
      notes.unlock();
    }
  }

  /** It is about to give the lock back. */
  void leaves(Lease lease) {
    notes.lock();
    try {
      if (inside == lease) {
        inside = null;
      }
    } finally {
      notes.unlock();
    }
  }

  int grants() {
    return grants.get();
  }

  int overlaps() {
    notes.lock();
    try {
      return overlaps;
    } finally {
      notes.unlock();
    }
  }

  int tokensThatDidNotRise() {
    notes.lock();
    try {
      return tokensThatDidNotRise;
    } finally {
      notes.unlock();
    }
  }
}
