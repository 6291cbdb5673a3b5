/**
 * The public door, and the only place where the rooms are put together: a server for tests in one
 * line, and the launcher that reads redis.conf.
 */
@NullMarked
package io.holdfast.server.embedded;

import org.jspecify.annotations.NullMarked;
