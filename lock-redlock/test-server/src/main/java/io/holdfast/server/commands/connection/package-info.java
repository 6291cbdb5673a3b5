/** Commands about the connection itself: who the client is, what it speaks, what it is sent. */
@NullMarked
package io.holdfast.server.commands.connection;

import org.jspecify.annotations.NullMarked;
