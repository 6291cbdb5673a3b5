/** Tests of the quorum lock, and the simulated servers that it runs on in virtual time. */
@NullMarked
package io.holdfast.lock.redlock;

import org.jspecify.annotations.NullMarked;
