/** Commands on sorted sets. */
@NullMarked
package io.holdfast.server.commands.sortedsets;

import org.jspecify.annotations.NullMarked;
