/**
 * The one thread of control: looks a request's command up, passes it through the gates, runs it in
 * an execution unit, and tells the rest of the server once what came of it. What a command does to
 * keys is its group's business; sockets, threads and clocks belong to the host.
 */
@NullMarked
package io.holdfast.server.engine;

import org.jspecify.annotations.NullMarked;
