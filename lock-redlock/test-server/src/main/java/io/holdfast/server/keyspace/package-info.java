/**
 * Databases of keys: which are alive, when they expire, who is told of a change. No command's name,
 * no order of execution and no thread lives here.
 */
@NullMarked
package io.holdfast.server.keyspace;

import org.jspecify.annotations.NullMarked;
