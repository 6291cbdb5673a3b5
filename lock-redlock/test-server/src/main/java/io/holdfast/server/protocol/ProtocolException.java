package io.holdfast.server.protocol;

import java.io.Serial;

/** The peer sent what is no request; it is told so and the connection ends. */
public final class ProtocolException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /** The message is what the peer is told behind "ERR Protocol error: ". */
  public ProtocolException(String message) {
    super(message, null, false, false);
  }
}
