/** What a key can hold, each type for itself: no key, no time, no command here. */
@NullMarked
package io.holdfast.server.values;

import org.jspecify.annotations.NullMarked;
