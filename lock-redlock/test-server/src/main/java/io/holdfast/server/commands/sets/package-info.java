/** Commands on sets. */
@NullMarked
package io.holdfast.server.commands.sets;

import org.jspecify.annotations.NullMarked;
