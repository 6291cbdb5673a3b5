/** The protocol against a scripted node, and the backend against real and embedded servers. */
@NullMarked
package io.holdfast.lock.redis;

import org.jspecify.annotations.NullMarked;
