/** Commands on streams and their groups of consumers. */
@NullMarked
package io.holdfast.server.commands.streams;

import org.jspecify.annotations.NullMarked;
