package io.holdfast.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an acquisition asks for. Immutable; made by {@link #builder()}.
 *
 * @see Builder
 */
public final class LockOptions {

  /** The lease time where none is named: 30 seconds, renewed every 10. */
  public static final Duration DEFAULT_LEASE_TIME = Duration.ofSeconds(30);

  /** The wait time where none is named: 10 seconds. */
  public static final Duration DEFAULT_WAIT_TIME = Duration.ofSeconds(10);

  /** The longest wait time that there is: 365 days. */
  public static final Duration LONGEST_WAIT_TIME = Duration.ofDays(365);

  private static final Duration SHORTEST_LEASE = Duration.ofMillis(10);
  private static final Duration LONGEST_LEASE = Duration.ofHours(24);
  private static final Duration LONGEST_HOLD = Duration.ofDays(365);
  private static final LockOptions DEFAULTS = builder().build();

  private final Duration leaseTime;
  private final Duration waitTime;
  private final boolean renewed;
  private final @Nullable Duration maxHold;
  private final boolean interruptOnLoss;

  private LockOptions(Builder builder) {
    leaseTime = builder.leaseTime;
    waitTime = builder.waitTime;
    renewed = builder.renewed;
    maxHold = builder.maxHold;
    interruptOnLoss = builder.interruptOnLoss;
  }

  /** Lease time 30 s with a watchdog, wait time 10 s, no bound on holding, no interrupt on loss. */
  public static LockOptions defaults() {
    return DEFAULTS;
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.leaseTime = leaseTime;
    builder.waitTime = waitTime;
    builder.renewed = renewed;
    builder.maxHold = maxHold;
    builder.interruptOnLoss = interruptOnLoss;
    return builder;
  }

  /** How long the lock stays held without a renewal. */
  public Duration leaseTime() {
    return leaseTime;
  }

  /** The one deadline of an acquisition, counted from the call. */
  public Duration waitTime() {
    return waitTime;
  }

  /** Whether the watchdog renews the lease, at one third of the lease time. */
  public boolean isRenewed() {
    return renewed;
  }

  /** The longest time from grant to end, or null where renewals go on without end. */
  public @Nullable Duration maxHold() {
    return maxHold;
  }

  /** Whether the thread that acquired a lease is interrupted when the lease is lost. */
  public boolean isInterruptOnLoss() {
    return interruptOnLoss;
  }

  /** A wait time as every method accepts it: 0 to 365 days. */
  public static Duration requireWaitTime(Duration waitTime) {
    return requireWithin("waitTime", waitTime, Duration.ZERO, LONGEST_WAIT_TIME);
  }

  private static Duration requireWithin(
      String parameter, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s must be %s..%s, was %s".formatted(parameter, least, most, value));
    }
    return value;
  }

  /** Collects options; each setter refuses what is out of its limits. Not safe for threads. */
  public static final class Builder {

    private Duration leaseTime = DEFAULT_LEASE_TIME;
    private Duration waitTime = DEFAULT_WAIT_TIME;
    private boolean renewed = true;
    private @Nullable Duration maxHold;
    private boolean interruptOnLoss;

    private Builder() {}

    /**
     * How long the lock stays held without a renewal, and so how long others wait for a holder that
     * crashed. The watchdog renews it at one third.
     *
     * @param leaseTime 10 ms to 24 h, whole milliseconds; default 30 s
     */
    public Builder leaseTime(Duration leaseTime) {
      this.leaseTime =
          Duration.ofMillis(
              requireWithin("leaseTime", leaseTime, SHORTEST_LEASE, LONGEST_LEASE).toMillis());
      this.renewed = true;
      return this;
    }

    /**
     * A lease of this length that nobody renews: it ends by itself.
     *
     * @param leaseTime 10 ms to 24 h, whole milliseconds
     */
    public Builder fixedLease(Duration leaseTime) {
      leaseTime(leaseTime);
      this.renewed = false;
      return this;
    }

    /**
     * The one deadline of {@link DistributedLock#acquire()}.
     *
     * @param waitTime 0 to 365 days; with zero it asks once; default 10 s
     */
    public Builder waitTime(Duration waitTime) {
      this.waitTime = requireWaitTime(waitTime);
      return this;
    }

    /**
     * Bounds a forgotten lease: so long after its grant it is lost, whatever the watchdog does.
     *
     * @param maxHold 10 ms to 365 days; by default there is no bound
     */
    public Builder maxHold(Duration maxHold) {
      this.maxHold = requireWithin("maxHold", maxHold, SHORTEST_LEASE, LONGEST_HOLD);
      return this;
    }

    /**
     * Whether the thread that acquired a lease (by a blocking call) is interrupted when the lease
     * is lost before it was released. Default false.
     */
    public Builder interruptOnLoss(boolean interruptOnLoss) {
      this.interruptOnLoss = interruptOnLoss;
      return this;
    }

    /** The options as collected. */
    public LockOptions build() {
      return new LockOptions(this);
    }
  }
}
