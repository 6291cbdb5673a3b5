/**
 * What a lock backend fills and what it is given: single questions to the place where locks live,
 * and the ports through which the engine sees time, threads and randomness. No waiting, no retrying
 * and no lease state here.
 */
@NullMarked
package io.holdfast.lock.spi;

import org.jspecify.annotations.NullMarked;
