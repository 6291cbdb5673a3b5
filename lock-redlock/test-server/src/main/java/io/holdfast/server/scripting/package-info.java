/**
 * Scripts: the bridge between Lua and commands, the script cache, and the commands that run
 * scripts. The language itself lives in {@code lua} and knows nothing of Redis.
 */
@NullMarked
package io.holdfast.server.scripting;

import org.jspecify.annotations.NullMarked;
