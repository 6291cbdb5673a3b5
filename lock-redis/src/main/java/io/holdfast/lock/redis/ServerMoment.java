package io.holdfast.lock.redis;

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

  /**
   * A local time before which something that the server stamped cannot have happened.
   *
   * @param stampMicros the server's stamp
   * @param heardAt when this client heard of it: it cannot have happened later, so that a server's
   *     clock that jumped forward does not lengthen a lease
   */
  long whenItWas(long stampMicros, long heardAt) {
    long earliest = localNanos + (stampMicros - serverMicros) * 1_000;
    return earliest - heardAt < 0 ? earliest : heardAt;
  }
}
