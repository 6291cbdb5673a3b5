/** What every lock backend must do, as tests that a backend's module inherits. */
@NullMarked
package io.holdfast.lock.contract;

import org.jspecify.annotations.NullMarked;
