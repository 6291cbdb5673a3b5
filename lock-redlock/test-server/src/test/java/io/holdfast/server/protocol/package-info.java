/** Tests of {@code io.holdfast.server.protocol}, in virtual time and without threads. */
@NullMarked
package io.holdfast.server.protocol;

import org.jspecify.annotations.NullMarked;
