/**
 * What callers see: clients, locks, leases, their options and their failures. Nothing here waits,
 * talks to a store or knows which one there is; that is the engine's and the backends' work.
 */
@NullMarked
package io.holdfast.lock;

import org.jspecify.annotations.NullMarked;
