/** Commands about channels. */
@NullMarked
package io.holdfast.server.commands.pubsub;

import org.jspecify.annotations.NullMarked;
