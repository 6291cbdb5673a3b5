/**
 * All that a server gets from the world: clocks, timers, randomness, and the peer at the other end
 * of a connection. Interfaces only; the deeds are in tcp and in the simulation.
 */
@NullMarked
package io.holdfast.server.host;

import org.jspecify.annotations.NullMarked;
