/** Virtual time and an in-memory backend, for tests of the engine and of code that uses locks. */
@NullMarked
package io.holdfast.lock.testkit;

import org.jspecify.annotations.NullMarked;
