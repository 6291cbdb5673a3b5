package io.holdfast.examples.quickstart;

import java.io.Serial;

/** The show cannot go on. The message is a sentence for the one who runs it. */
final class ShowStoppedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  ShowStoppedException(String message) {
    super(message);
  }
}
