/** The engine in virtual time: one thread, no sockets, milliseconds. */
@NullMarked
package io.holdfast.lock.engine;

import org.jspecify.annotations.NullMarked;
