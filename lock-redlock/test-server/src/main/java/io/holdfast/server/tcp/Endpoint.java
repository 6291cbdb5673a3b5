package io.holdfast.server.tcp;

import java.net.SocketAddress;

/**
 * Where a server listens.
 *
 * @param address of a TCP or Unix socket
 * @param optional whether the server can do without it
 */
public record Endpoint(SocketAddress address, boolean optional) {}
