/**
 * Four acts in which several processes share one ledger file: without a lock, with one, with a
 * holder that is killed and with one that is stopped for too long. Only what the show needs lives
 * here; whatever a service would want to use belongs to the library.
 */
@NullMarked
package io.holdfast.examples.quickstart;

import org.jspecify.annotations.NullMarked;
