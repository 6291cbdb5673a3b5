package io.holdfast.examples.quickstart;

import java.io.Serial;

/** A ledger refused a fencing token because it has seen a higher one: a later owner was there. */
final class StaleTokenException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final long token;
  private final long highestToken;

  StaleTokenException(long token, long highestToken) {
    super("token %d is stale: the ledger has seen %d".formatted(token, highestToken));
    this.token = token;
    this.highestToken = highestToken;
  }

  long token() {
    return token;
  }

  long highestToken() {
    return highestToken;
  }
}
