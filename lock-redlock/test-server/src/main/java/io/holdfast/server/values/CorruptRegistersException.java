package io.holdfast.server.values;

import java.io.Serial;

/** The sparse registers of a HyperLogLog are not as many as they should be. */
public final class CorruptRegistersException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  CorruptRegistersException() {
    super("Corrupted HLL object detected", null, false, false);
  }
}
