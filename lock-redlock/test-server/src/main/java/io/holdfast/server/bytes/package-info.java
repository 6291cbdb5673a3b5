/**
 * Binary-safe strings and what Redis computes on them: number parsing, glob patterns, checksums and
 * digests. The lowest floor: no key, no time, no command lives here.
 */
@NullMarked
package io.holdfast.server.bytes;

import org.jspecify.annotations.NullMarked;
