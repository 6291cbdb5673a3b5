/** Tests of {@code io.holdfast.server.values}: each type against a plain model of it. */
@NullMarked
package io.holdfast.server.values;

import org.jspecify.annotations.NullMarked;
