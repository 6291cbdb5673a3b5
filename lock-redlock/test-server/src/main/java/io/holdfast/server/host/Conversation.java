package io.holdfast.server.host;

import java.nio.ByteBuffer;

/** A connection as its world sees it: bytes go in, bytes come out. */
public interface Conversation {

  /** Bytes have come from the client; they are used before this returns, or copied. */
  void receive(byte[] source, int offset, int length);

  /** What waits to be sent, for reading only and until the next call of this conversation. */
  ByteBuffer output();

  /** So many bytes of the output have been sent. */
  void sent(int bytes);

  /** The client is gone. */
  void end();
}
