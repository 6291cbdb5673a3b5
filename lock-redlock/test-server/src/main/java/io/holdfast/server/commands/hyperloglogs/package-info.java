/** Commands on estimates of cardinality, which are kept in strings. */
@NullMarked
package io.holdfast.server.commands.hyperloglogs;

import org.jspecify.annotations.NullMarked;
