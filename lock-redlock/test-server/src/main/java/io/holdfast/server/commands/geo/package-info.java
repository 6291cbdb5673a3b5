/** Commands on places, which are members of sorted sets whose scores are geohashes. */
@NullMarked
package io.holdfast.server.commands.geo;

import org.jspecify.annotations.NullMarked;
