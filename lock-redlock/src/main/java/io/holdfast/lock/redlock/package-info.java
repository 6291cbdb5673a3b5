/**
 * The quorum lock over N independent masters lives here; one Redis deployment does not (see
 * lock-redis).
 */
@NullMarked
package io.holdfast.lock.redlock;

import org.jspecify.annotations.NullMarked;
