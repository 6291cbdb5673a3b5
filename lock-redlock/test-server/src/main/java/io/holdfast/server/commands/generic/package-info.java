/** Commands on keys of any type. */
@NullMarked
package io.holdfast.server.commands.generic;

import org.jspecify.annotations.NullMarked;
