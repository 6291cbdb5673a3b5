package io.holdfast.lock.spi;

import java.time.Duration;

/**
 * One lease to renew.
 *
 * @param key the lease
 * @param leaseTime how long it is to last from now; whole milliseconds
 */
public record Renewal(LeaseKey key, Duration leaseTime) {}
