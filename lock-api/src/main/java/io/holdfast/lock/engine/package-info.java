/**
 * The lease's life, the watchdog, waiting and releasing, over any {@link
 * io.holdfast.lock.spi.LockBackend}. Two doors: {@link io.holdfast.lock.engine.LeasingClient} and
 * {@link io.holdfast.lock.engine.SystemPorts}. Nothing here knows Redis, sockets or wall clocks.
 */
@NullMarked
package io.holdfast.lock.engine;

import org.jspecify.annotations.NullMarked;
