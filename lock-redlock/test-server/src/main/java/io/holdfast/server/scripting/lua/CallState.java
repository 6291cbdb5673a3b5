package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/**
 * What a stack keeps while another one runs.
 *
 * @param top its innermost call
 * @param calls how many calls are open
 * @param hostCalls how many host functions wait for Lua to return
 * @param room how much deeper nodes may nest
 * @param isDeep whether it already goes on on the largest stack there is
 */
record CallState(@Nullable Frame top, int calls, int hostCalls, int room, boolean isDeep) {

  /** Stack that one level of nesting may take, in the slowest of Java's modes, with reserve. */
  private static final int BYTES_PER_LEVEL = 600;

  /** What is sure to be left of a thread that nobody made for this. */
  static final int BORROWED_ROOM = 700;

  static final long COROUTINE_BYTES = 4L << 20;
  static final long DEEP_BYTES = 256L << 20;

  static CallState empty(long stackBytes) {
    return new CallState(null, 0, 0, room(stackBytes), false);
  }

  static int room(long stackBytes) {
    return (int) (stackBytes / BYTES_PER_LEVEL);
  }
}
