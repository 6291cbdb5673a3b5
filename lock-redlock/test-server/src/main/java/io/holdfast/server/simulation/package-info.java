/**
 * A world in which time stands still until it is told to go on, and in which one seed decides all
 * that is left to chance. What a server does with that world lives elsewhere.
 */
@NullMarked
package io.holdfast.server.simulation;

import org.jspecify.annotations.NullMarked;
