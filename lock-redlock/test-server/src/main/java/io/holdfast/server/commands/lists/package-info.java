/** Commands on lists, those that wait for an element included. */
@NullMarked
package io.holdfast.server.commands.lists;

import org.jspecify.annotations.NullMarked;
