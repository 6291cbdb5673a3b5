/** Tests of {@code io.holdfast.server.keyspace}, in virtual time and without threads. */
@NullMarked
package io.holdfast.server.keyspace;

import org.jspecify.annotations.NullMarked;
