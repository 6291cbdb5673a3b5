package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/**
 * What a stack keeps while another one runs.
 *
 * @param top its innermost call
 * @param calls how many calls are open
 * @param hostCalls how many host functions wait for Lua to return
 * @param mostCalls how many calls may be open
 * @param room how much deeper nodes may nest
 * @param isDeep whether it already goes on on the largest stack there is
 */
record CallState(
    @Nullable Frame top, int calls, int hostCalls, int mostCalls, int room, boolean isDeep) {

  /** Twice what one level of nesting was seen to take, interpreted or compiled. */
  private static final int BYTES_PER_LEVEL = 600;

  /** C Lua's list of calls doubles from 8 up to 16,384, of which one is not a script's. */
  static final int FIRST_MOST_CALLS = 16_383;

  /** When it has once overflowed, it has room for 20,000. */
  static final int LATER_MOST_CALLS = 19_999;

  /** What is sure to be left of a thread that nobody made for this. */
  static final int BORROWED_ROOM = 1000;

  static final long COROUTINE_BYTES = 4L << 20;
  static final long DEEP_BYTES = 256L << 20;

  static CallState empty(long stackBytes) {
    return new CallState(null, 0, 0, FIRST_MOST_CALLS, room(stackBytes), false);
  }

  CallState withHostCalls(int count) {
    return new CallState(top, calls, count, mostCalls, room, isDeep);
  }

  static int room(long stackBytes) {
    return (int) (stackBytes / BYTES_PER_LEVEL);
  }
}
