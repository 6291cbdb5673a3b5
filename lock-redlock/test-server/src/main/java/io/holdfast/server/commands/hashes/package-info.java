/** Commands on hashes. */
@NullMarked
package io.holdfast.server.commands.hashes;

import org.jspecify.annotations.NullMarked;
