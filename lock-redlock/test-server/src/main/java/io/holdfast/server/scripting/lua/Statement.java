package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** A node that does something and says how it goes on. */
abstract class Statement extends Node {

  /** What {@link #run} returns to leave the innermost loop. */
  static final Object BREAK = new Object();

  Statement(int line) {
    super(line);
  }

  /**
   * Runs it.
   *
   * @return null to go on with the next statement, {@link #BREAK}, the results of the function as
   *     {@link Results} has them (one nil as an array), or the {@link Frame} of a tail call
   */
  abstract @Nullable Object run(Frame frame);

  /** Runs a block. */
  static @Nullable Object runAll(Statement[] block, Frame frame) {
    for (Statement statement : block) {
      Object outcome = statement.run(frame);
      if (outcome != null) {
        return outcome;
      }
    }
    return null;
  }
}
