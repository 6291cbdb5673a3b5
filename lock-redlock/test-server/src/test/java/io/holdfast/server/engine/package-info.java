/** Tests of {@code io.holdfast.server.engine}, in virtual time and without threads. */
@NullMarked
package io.holdfast.server.engine;

import org.jspecify.annotations.NullMarked;
