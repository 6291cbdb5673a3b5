/** Commands on strings. What a string is belongs to values; whether its key lives, to keyspace. */
@NullMarked
package io.holdfast.server.commands.strings;

import org.jspecify.annotations.NullMarked;
