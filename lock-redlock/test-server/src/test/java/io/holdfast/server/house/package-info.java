/** The rules of the server's house: floors, walls, and who may touch the world outside. */
@NullMarked
package io.holdfast.server.house;

import org.jspecify.annotations.NullMarked;
