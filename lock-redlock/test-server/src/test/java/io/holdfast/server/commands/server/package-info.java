/** Commands about the server, where the comparison with a real one does not reach. */
@NullMarked
package io.holdfast.server.commands.server;

import org.jspecify.annotations.NullMarked;
