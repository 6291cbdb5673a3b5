/**
 * A show: workers contend for one lock on a quorum of masters while the masters are taken away and
 * given back one by one. Only what the lock's users have is used here, and what harms a master.
 */
@NullMarked
package io.holdfast.examples.redlock;

import org.jspecify.annotations.NullMarked;
