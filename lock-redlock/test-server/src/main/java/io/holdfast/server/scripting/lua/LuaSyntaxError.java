package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/**
 * A source that is no Lua; the message is C Lua's, with chunk, line and the token it stopped at.
 */
public final class LuaSyntaxError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Bytes text;

  LuaSyntaxError(String message) {
    super(message, null, false, false);
    this.text = Values.latin(message);
  }

  /** The message as the script sees it; {@link #getMessage} shows each byte as one character. */
  public Bytes text() {
    return text;
  }
}
