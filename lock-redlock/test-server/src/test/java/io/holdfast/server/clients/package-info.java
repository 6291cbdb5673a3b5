/** The embedded server through the client libraries that people use. */
@NullMarked
package io.holdfast.server.clients;

import org.jspecify.annotations.NullMarked;
