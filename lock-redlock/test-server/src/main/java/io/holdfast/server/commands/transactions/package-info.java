/** Commands that make several commands one. */
@NullMarked
package io.holdfast.server.commands.transactions;

import org.jspecify.annotations.NullMarked;
