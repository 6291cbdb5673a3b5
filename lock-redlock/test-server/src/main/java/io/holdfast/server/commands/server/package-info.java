/** Commands about the server itself. */
@NullMarked
package io.holdfast.server.commands.server;

import org.jspecify.annotations.NullMarked;
