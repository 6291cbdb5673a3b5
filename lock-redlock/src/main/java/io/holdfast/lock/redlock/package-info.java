/**
 * The quorum lock over N independent masters: one file for each verb ({@code QuorumAcquire}, {@code
 * QuorumRenewal}, {@code QuorumRelease}), the arithmetic ({@code Quorum}, {@code Validity}, {@code
 * NodeTimeout}), the votes ({@code Vote}, {@code Ballot}, {@code Round}, {@code FencingRound}) and
 * whether a node's vote counts ({@code Standing}, {@code Quarantine}, {@code IndependenceCheck}).
 * The one door is {@link io.holdfast.lock.redlock.RedLocks}.
 *
 * <p>Everything is written against {@code RedisNode} and the engine's ports, so that it runs in
 * virtual time over simulated nodes. Waiting, watchdog and lease state are the engine's; how a
 * server is connected to is lock-redis's; neither belongs here.
 */
@NullMarked
package io.holdfast.lock.redlock;

import org.jspecify.annotations.NullMarked;
