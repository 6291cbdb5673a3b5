/** Requests and replies, RESP2 and RESP3: the only room that knows CRLF. No command lives here. */
@NullMarked
package io.holdfast.server.protocol;

import org.jspecify.annotations.NullMarked;
