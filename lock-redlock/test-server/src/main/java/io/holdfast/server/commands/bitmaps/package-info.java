/** Commands on the bits of strings. */
@NullMarked
package io.holdfast.server.commands.bitmaps;

import org.jspecify.annotations.NullMarked;
