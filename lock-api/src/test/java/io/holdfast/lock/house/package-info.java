/** The rules of the house that each lock module checks on its own classes. */
@NullMarked
package io.holdfast.lock.house;

import org.jspecify.annotations.NullMarked;
