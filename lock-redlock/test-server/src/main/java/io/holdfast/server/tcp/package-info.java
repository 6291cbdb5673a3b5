/**
 * The world as it is: sockets, one thread a server, real time. The only room that touches them; it
 * decides nothing about commands or keys.
 */
@NullMarked
package io.holdfast.server.tcp;

import org.jspecify.annotations.NullMarked;
