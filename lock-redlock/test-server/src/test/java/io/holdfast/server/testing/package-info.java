/** A real {@code redis-server} and a raw client, for tests that compare or need the real thing. */
@NullMarked
package io.holdfast.server.testing;

import org.jspecify.annotations.NullMarked;
