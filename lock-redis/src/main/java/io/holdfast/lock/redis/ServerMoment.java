package io.holdfast.lock.redis;

import java.util.OptionalLong;

/**
 * One moment on two clocks: {@code localNanos} is this client's monotonic clock <i>before</i> it
 * asked, {@code serverMicros} the server's clock in the answer. The server's clock read that value
 * after the client's read its own, so what the server says happened a while after its reading
 * cannot have happened earlier on the client's clock than the same while after {@code localNanos}.
 * The two clocks need not agree; only their rates must, within the drift allowance.
 *
 * @param localNanos before the request was sent
 * @param serverMicros when it was answered
 */
record ServerMoment(long localNanos, long serverMicros) {

  private static final long ALLOWANCE_NANOS = 2_000_000;

  /**
   * A local time before which something that the server stamped cannot have happened. It cannot
   * have happened after it was heard of either: clocks that say so by more than the drift allowance
   * (one percent and two milliseconds) are not to be reckoned with.
   *
   * @param stampMicros the server's stamp
   * @param heardAt when this client heard of it
   * @return empty where one of the clocks has jumped
   */
  OptionalLong whenItWas(long stampMicros, long heardAt) {
    long earliest = localNanos + (stampMicros - serverMicros) * 1_000;
    long tooLate = earliest - heardAt;
    if (tooLate > (heardAt - localNanos) / 100 + ALLOWANCE_NANOS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(tooLate < 0 ? earliest : heardAt);
  }
}
