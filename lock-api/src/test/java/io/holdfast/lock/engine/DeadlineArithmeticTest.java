package io.holdfast.lock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseEnd;
import io.holdfast.lock.LeaseState;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.LossReason;
import io.holdfast.lock.spi.AcquireReply.Granted;
import io.holdfast.lock.spi.BackendException;
import io.holdfast.lock.spi.RenewalReply;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Properties of the deadline, each over many lease times, delays and answers drawn from the seed
 * that names the case.
 */
class DeadlineArithmeticTest {

  private final VirtualPorts ports = new VirtualPorts();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final LeasingClient client = LeasingClient.over(backend, LockOptions.defaults(), ports);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  private static Duration leaseTime(SplittableRandom random) {
    // Evenly over the orders of magnitude from 10 ms to 24 h.
    double exponent = 1 + random.nextDouble() * Math.log10(8_640_000);
    return Duration.ofMillis((long) Math.min(86_400_000, Math.pow(10, exponent)));
  }

  private Lease grant(LockOptions options, Duration delay) {
    CompletableFuture<Lease> lease =
        client.lock("job", options).acquireAsync().toCompletableFuture();
    long sentAt = ports.nanoTime();
    ports.pause(delay);
    backend.lastQuestion().answer().complete(new Granted(1, sentAt));
    return lease.join();
  }

  private static Duration upTo(Duration most, SplittableRandom random) {
    return Duration.ofNanos(random.nextLong(most.toNanos()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void deadline_isTheMomentBeforeTheLastConfirmedRequest_plusLeaseTime_lessDrift(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Duration leaseTime = leaseTime(random);
    Duration validity = leaseTime.minus(backend.drift(leaseTime));
    LockOptions options =
        LockOptions.builder().leaseTime(leaseTime).waitTime(Duration.ofDays(1)).build();
    long confirmedAt = ports.nanoTime();
    Lease lease = grant(options, upTo(validity, random));

    for (int i = 0; i < 50 && lease.isHeld(); i++) {
      assertThat(lease.validity().toNanos())
          .isEqualTo(confirmedAt + validity.toNanos() - ports.nanoTime());
      int before = backend.batches.size();
      ports.advance(upTo(leaseTime.dividedBy(2), random));
      if (backend.batches.size() > before) {
        // The timer rang while the time passed, so the request was sent no later than now.
        long notBefore = confirmedAt;
        Duration left = lease.validity();
        backend.lastBatch().answer().complete(List.of(RenewalReply.RENEWED));
        long newDeadline = ports.nanoTime() + lease.validity().toNanos();
        assertThat(newDeadline).isBetween(notBefore + validity.toNanos(), longest(validity));
        assertThat(lease.validity()).isGreaterThanOrEqualTo(left);
        confirmedAt = newDeadline - validity.toNanos();
      }
    }
  }

  private long longest(Duration validity) {
    return ports.nanoTime() + validity.toNanos();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lease_isLiveToItsDeadline_andLostFromThereOn_whateverFails(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Duration leaseTime = leaseTime(random);
    Lease lease = grant(LockOptions.builder().leaseTime(leaseTime).build(), Duration.ZERO);
    long deadline = ports.nanoTime() + lease.validity().toNanos();

    while (ports.nanoTime() - deadline < 0) {
      assertThat(lease.isHeld()).isTrue();
      if (!backend.batches.isEmpty() && random.nextBoolean()) {
        backend.lastBatch().answer().completeExceptionally(BackendException.passing("cut", null));
      }
      long left = deadline - ports.nanoTime();
      ports.advance(Duration.ofNanos(Math.min(left, 1 + random.nextLong(leaseTime.toNanos() / 4))));
    }

    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
    backend.batches.forEach(batch -> batch.answer().complete(List.of(RenewalReply.RENEWED)));
    assertThat(lease.state()).isEqualTo(LeaseState.LOST);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void maxHold_endsALeaseAtThatMomentExactly_howeverItIsRenewed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Duration leaseTime = leaseTime(random);
    Duration maxHold = Duration.ofMillis(10).plus(upTo(leaseTime.multipliedBy(5), random));
    LockOptions options = LockOptions.builder().leaseTime(leaseTime).maxHold(maxHold).build();
    Lease lease = grant(options, Duration.ZERO);
    long end = ports.nanoTime() + maxHold.toNanos();
    int answered = 0;

    while (lease.isHeld()) {
      ports.advance(leaseTime.dividedBy(50).plusNanos(1));
      for (; answered < backend.batches.size(); answered++) {
        backend.batches.get(answered).answer().complete(List.of(RenewalReply.RENEWED));
      }
    }

    assertThat(lease.ended().toCompletableFuture())
        .isCompletedWithValue(new LeaseEnd.Lost(LossReason.MAX_HOLD_REACHED));
    assertThat(ports.nanoTime() - end).isBetween(0L, leaseTime.dividedBy(50).toNanos());
  }
}
