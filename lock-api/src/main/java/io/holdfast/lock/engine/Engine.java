package io.holdfast.lock.engine;

import io.holdfast.lock.spi.LockBackend;
import io.holdfast.lock.spi.Ports;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** What the leases and acquisitions of one client share. */
final class Engine {

  private static final int TOKEN_BYTES = 16;
  private static final Base64.Encoder TOKEN_TEXT = Base64.getUrlEncoder().withoutPadding();

  final LockBackend backend;
  final Ports ports;
  final Alarms alarms;
  final Watchdog watchdog;
  final Cleanup cleanup;
  final LocalQueues queues = new LocalQueues();
  final LeakDetector leaks = new LeakDetector();
  final ThreadHolds holds = new ThreadHolds();

  /** Leases that are valid, and acquisitions without an outcome: what closing has to end. */
  final Set<LeaseLife> live = ConcurrentHashMap.newKeySet();

  final Set<Acquisition> acquiring = ConcurrentHashMap.newKeySet();

  volatile boolean closed;

  Engine(LockBackend backend, Ports ports) {
    this.backend = backend;
    this.ports = ports;
    this.watchdog = new Watchdog(backend, ports.time());
    this.alarms = new Alarms(ports.time(), this::afterRinging);
    this.cleanup = new Cleanup(backend, alarms, ports.time());
  }

  private void afterRinging() {
    watchdog.renewCollected();
    leaks.look();
    holds.look();
  }

  long now() {
    return ports.time().nanoTime();
  }

  /** 128 random bits, 22 characters. */
  String newToken() {
    byte[] bits = new byte[TOKEN_BYTES];
    ports.entropy().nextBytes(bits);
    return TOKEN_TEXT.encodeToString(bits);
  }

  /** Runs callers' code where it may block; here and now once the callback threads have ended. */
  void callBack(Runnable task) {
    try {
      ports.callbacks().execute(task);
    } catch (RejectedExecutionException closed) {
      task.run();
    }
  }
}
