/** Tests of the redlock example. */
@NullMarked
package io.holdfast.examples.redlock;

import org.jspecify.annotations.NullMarked;
