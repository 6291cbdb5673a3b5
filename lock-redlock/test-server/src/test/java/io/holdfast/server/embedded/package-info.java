/** Tests of the public door: servers in this JVM, and as processes. */
@NullMarked
package io.holdfast.server.embedded;

import org.jspecify.annotations.NullMarked;
