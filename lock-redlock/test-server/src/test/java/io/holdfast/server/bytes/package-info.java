/** Tests of {@code io.holdfast.server.bytes}, in virtual time and without threads. */
@NullMarked
package io.holdfast.server.bytes;

import org.jspecify.annotations.NullMarked;
