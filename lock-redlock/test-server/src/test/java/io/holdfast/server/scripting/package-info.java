/** Scripts as clients see them, where the comparison by sequences does not reach. */
@NullMarked
package io.holdfast.server.scripting;

import org.jspecify.annotations.NullMarked;
